import { describe, expect, it } from 'vitest'
import { findingsOf, layersOf, read } from '../testing'

const GO = (options: string) => `package orders
import (
  "time"
  "go.temporal.io/sdk/temporal"
  "go.temporal.io/sdk/workflow"
)
func Order(ctx workflow.Context, input *Input) error {
  ${options}
  return workflow.ExecuteActivity(ctx, a.Charge, input).Get(ctx, nil)
}`
const TIME = 'StartToCloseTimeout: 5 * time.Second'

describe('activities of a workflow engine', () => {
  it.each([
    [`ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}})`, 'unbounded'],
    [
      `ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}, RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 5}})`,
      5,
    ],
    [
      `policy := &temporal.RetryPolicy{MaximumAttempts: 4}
  options := workflow.ActivityOptions{${TIME}, RetryPolicy: policy}
  ctx = workflow.WithActivityOptions(ctx, options)`,
      4,
    ],
    [
      `ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}, RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 0}})`,
      'unbounded',
    ],
    [
      `ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}, RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 6}})
  ctx = workflow.WithDataConverter(ctx, json)
  ctx, cancel := workflow.WithCancel(ctx)`,
      6,
    ],
    [
      `ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}, RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 6}})
  ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}})`,
      'unbounded',
    ],
    ['', 'unknown'],
  ])('Go: by the options that the context was given last: %s', async (options, attempts) => {
    expect(await layersOf('go', GO(options))).toEqual([
      `workflow go.temporal.io/sdk ${attempts} -> a.Charge`,
    ])
  })

  it('Go: one attempt is no layer', async () => {
    const once = `ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}, RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 1}})`
    expect(await layersOf('go', GO(once))).toEqual([])
  })

  it('Python: by the policy in the call, or the name that it has', async () => {
    const source = `from datetime import timedelta
from temporalio import workflow
from temporalio.common import RetryPolicy
with workflow.unsafe.imports_passed_through():
    from activities import charge, Mails
POLICY = RetryPolicy(maximum_attempts=3)
@workflow.defn
class Order:
    @workflow.run
    async def run(self, order):
        await workflow.execute_activity(charge, order, start_to_close_timeout=timedelta(seconds=5))
        await workflow.execute_activity_method(Mails.send, order, start_to_close_timeout=timedelta(seconds=5), retry_policy=POLICY)
`
    expect(await layersOf('python', source)).toEqual([
      'workflow temporalio unbounded -> charge',
      'workflow temporalio 3 -> Mails.send',
    ])
  })

  it('TypeScript: what stands for the functions leads to them', async () => {
    const workflow = `import { proxyActivities } from '@temporalio/workflow'
import type * as activities from './activities'
const { charge } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 4 },
})
export async function order(input: string) { await charge(input) }`
    const work = `import Stripe from 'stripe'
const stripe = new Stripe(key)
export async function charge(input: string) { await stripe.charges.create({ amount: 1 }) }`
    expect(await layersOf('typescript', workflow)).toEqual([
      'workflow @temporalio/workflow 4 -> activities.charge',
    ])
    const found = await findingsOf(
      { 'src/order.ts': workflow, 'src/activities.ts': work },
      { 'package.json': '{"dependencies":{"stripe":"^17.4.0"}}' },
    )
    expect(found.map(({ data }) => data?.arithmetic)).toEqual(['4 workflow × 3 SDK = 12'])
  })

  it('Java: through the interface to who implements it', async () => {
    const workflow = `package a;
import io.temporal.workflow.Workflow;
import io.temporal.activity.ActivityOptions;
public class OrderWorkflow {
  private final Payments payments = Workflow.newActivityStub(Payments.class,
    ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(5))
      .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build()).build());
  public void order(String id) { payments.charge(id); }
}`
    const contract = 'package a;\npublic interface Payments { void charge(String id); }'
    const work = `package a;
import org.springframework.web.client.RestTemplate;
public class PaymentsImpl implements Payments {
  private final RestTemplate rest;
  public void charge(String id) { rest.postForObject("http://pay/charge", id, String.class); }
}`
    expect(await layersOf('java', workflow)).toEqual([
      'workflow io.temporal:temporal-sdk 3 -> payments.charge',
    ])
    const found = await findingsOf({
      'a/OrderWorkflow.java': workflow,
      'a/Payments.java': contract,
      'a/PaymentsImpl.java': work,
    })
    expect(found.map(({ rule, data }) => [rule, data?.arithmetic])).toEqual([
      ['retry-path/non-idempotent', '3 workflow = 3'],
    ])
  })

  it('Go: leads to a method of the activities', async () => {
    const work = `package orders
import "net/http"
type Activities struct { BillingURL string }
var a Activities
func (a *Activities) Charge(ctx context.Context, input *Input) error {
  _, err := http.Post(a.BillingURL+"/charge", "application/json", nil)
  return err
}`
    const options = `ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{${TIME}})`
    const found = await findingsOf({ 'orders/workflow.go': GO(options), 'orders/work.go': work })
    expect(found.map(({ rule, data }) => [rule, data?.arithmetic])).toEqual([
      ['retry-path/non-idempotent', 'unbounded workflow = unbounded'],
    ])
  })

  it('have limits of time: of each attempt, and of all of them', async () => {
    const limits = async (language: 'go' | 'typescript' | 'python' | 'java', source: string) => {
      const { retryLayers } = await read(language, source)
      return retryLayers.map(({ perTry, deadline }) => [perTry, deadline])
    }
    const go = `options := workflow.ActivityOptions{ScheduleToCloseTimeout: time.Hour * 24 * 2, ${TIME}}
  ctx = workflow.WithActivityOptions(ctx, options)`
    expect(await limits('go', GO(go))).toEqual([
      [TIME, 'ScheduleToCloseTimeout: time.Hour * 24 * 2'],
    ])
    expect(await limits('go', GO(''))).toEqual([[undefined, undefined]])
    const typescript = `import { proxyActivities } from '@temporalio/workflow'
const { charge } = proxyActivities<A>({ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 day' })
export async function order() { await charge() }`
    expect(await limits('typescript', typescript)).toEqual([
      ["startToCloseTimeout: '1 minute'", "scheduleToCloseTimeout: '1 day'"],
    ])
    const python = `from temporalio import workflow
async def run():
    await workflow.execute_activity(charge, start_to_close_timeout=timedelta(seconds=5), retry_policy=P)
`
    expect(await limits('python', python)).toEqual([
      ['start_to_close_timeout: timedelta(seconds=5)', undefined],
    ])
    const java = `import io.temporal.workflow.Workflow;
class A { Payments payments = Workflow.newActivityStub(Payments.class, ActivityOptions.newBuilder()
  .setStartToCloseTimeout(Duration.ofSeconds(5)).build()); }`
    expect(await limits('java', java)).toEqual([
      ['StartToCloseTimeout: Duration.ofSeconds(5)', undefined],
    ])
  })
})
