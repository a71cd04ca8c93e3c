import { describe, expect, it } from 'vitest'
import { assembledOf, findingsOf } from '../testing'

const PROTO = `package shop;
service Users {
  rpc GetUser(A) returns (B);
  rpc Drop(A) returns (B);
}`
const manifests = { 'go.mod': 'module shop\n', 'users.proto': PROTO }

/** Clients as generated code gives them are made in one package and called in another. */
const clients = `package clients
import (
	"google.golang.org/grpc"
	grpc_retry "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/retry"
)
type Set interface {
	Users() (Closer, UsersClient, error)
}
type set struct {}
func (s *set) Users() (Closer, UsersClient, error) {
	conn, err := NewConnection("users")
	return conn, NewUsersClient(conn), err
}
func NewConnection(address string) (*grpc.ClientConn, error) {
	opts := []grpc_retry.CallOption{grpc_retry.WithMax(3)}
	return grpc.NewClient(address, grpc.WithUnaryInterceptor(grpc_retry.UnaryClientInterceptor(opts...)))
}`
const caller = `package api
import (
	"net/http"
	"shop/clients"
	"github.com/avast/retry-go"
)
type api struct {
	set clients.Set
}
func (a *api) show(w http.ResponseWriter, r *http.Request) {
	closer, users, err := a.set.Users()
	defer closer.Close()
	retry.Do(func() error { return users.GetUser(r) }, retry.Attempts(2))
}
func (a *api) routes() { http.HandleFunc("/users", a.show) }`
const served = `package main
import "shop/users"
func main() {
	svc, err := users.New()
	RegisterUsersServer(srv, svc)
}`
const users = `package users
import "net/http"
type Service struct {}
func New() (*Service, error) { return &Service{}, nil }
func (s *Service) GetUser(r *A) (*B, error) { return nil, http.Get("http://stock/x") }
func (s *Service) Helper() { http.Get("http://other/x") }`

describe('gRPC over several files of Go', () => {
  it('meets the layer of the connection and the generated service, called through a pair', async () => {
    const sources = { 'clients/set.go': clients, 'api/api.go': caller }
    const found = await findingsOf(sources, manifests)
    expect(found.map(({ data }) => [data?.arithmetic, data?.outgoingKey])).toEqual([
      ['2 wrapper × 3 client = 6', 'grpc:shop.Users/GetUser'],
    ])
  })

  it("does not take a method of the factory's own file for one of the client", async () => {
    const own = clients.replace(
      'type set struct {}',
      'type set struct {}\nfunc (s *set) GetUser() { work() }',
    )
    const found = await findingsOf({ 'clients/set.go': own, 'api/api.go': caller }, manifests)
    expect(found).toEqual([])
  })

  it('serves the methods of the .proto file by a server that another package makes', async () => {
    const all = await assembledOf({ 'main.go': served, 'users/users.go': users }, manifests)
    const flows = all.map(({ data }) => data?.flow as { entry: { keys: string[] } } | undefined)
    expect(flows.map((flow) => flow?.entry.keys[0])).toEqual(['grpc:shop.Users/GetUser'])
  })
})
