import { expect, it } from 'vitest'
import { assembledOf } from '../testing'

const NAMES = `package shop;
public interface Paths {
  String PREFIX = "";
  String VERSION = PREFIX + "/1.0";
  String ORDERS = "orders";
  String ORDERS_PATH = VERSION + "/" + ORDERS;
  String ID = "\\\\w+-\\\\w+";
}`

/** Entry points of a resource of JAX-RS, by their labels. */
async function entries(on: string, methods: string): Promise<unknown[]> {
  const resource = `package shop;
import javax.ws.rs.*;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
@Path(${on})
public class OrderResource implements Paths {
  ${methods}
}`
  const all = await assembledOf({
    'src/main/java/shop/Paths.java': NAMES,
    'src/main/java/shop/OrderResource.java': resource,
  })
  const flows = all.flatMap(({ data }) => (data?.flow as { entry: { label: string } }) ?? [])
  return flows.map(({ entry }) => entry.label).toSorted()
}

it.each([
  ['@GET Object all() { return null; }', ['GET /1.0/orders']],
  [
    '@GET @Path("/{id:" + ID + "}") Object one() { return null; }\n  @POST Object add() { return null; }',
    ['GET /1.0/orders/{}', 'POST /1.0/orders'],
  ],
  // A segment that is written elsewhere is not known here, and is no reason to leave it out.
  [
    '@GET @Path("/" + SEARCH + "/{key:.*}") Object find() { return null; }',
    ['GET /1.0/orders/{}/{}'],
  ],
])('JAX-RS: paths are put together from constants of other files: %s', async (methods, labels) => {
  expect(await entries('Paths.ORDERS_PATH', methods)).toEqual(labels)
})

it('JAX-RS: a resource whose own path is not known answers no request that is known', async () => {
  const methods = '@GET Object all() { return null; }'
  expect(await entries('Plugins.BASE + "{rest:.*}"', methods)).toEqual([])
})
