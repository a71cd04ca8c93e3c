import type { Example } from './example'

export const contractExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'NestJS',
    bad: [
      'what it gives is what the table has: a column renamed is a customer’s outage',
      `@Controller('orders')
export class OrdersController {
  @Get()
  all() {
    return this.repository.find()
  }
}`,
    ],
    good: [
      'versioned, with a shape and a limit of its own, in an OpenAPI file that CI compares',
      `@Controller({ path: 'orders', version: '1' })
export class OrdersController {
  @Get()
  @ApiOkResponse({ type: OrderPage })
  all(@Query() page: PageOf<100>): Promise<OrderPage> {
    return this.orders.page(page)
  }
}`,
    ],
  },
  {
    language: 'python',
    library: 'FastAPI',
    bad: [
      'no answer is promised, so every field is',
      `from fastapi import APIRouter

router = APIRouter()

@router.get("/orders")
def orders():
    return repository.all()`,
    ],
    good: [
      'the promise stands beside the route',
      `from fastapi import APIRouter

router = APIRouter(prefix="/v1/orders")

@router.get("", response_model=OrderPage, responses={404: {"model": Problem}})
def orders(limit: Annotated[int, Query(le=100)] = 50, after: str | None = None):
    return page_of(repository.after(after, limit))`,
    ],
  },
  {
    language: 'java',
    library: 'Spring',
    bad: [
      'the entity is the answer, all of them at once',
      `@RestController
class Orders {
  @GetMapping("/orders")
  List<OrderEntity> all() {
    return repository.findAll();
  }
}`,
    ],
    good: [
      'a type that exists for this promise alone',
      `@RestController
@RequestMapping("/v1/orders")
class Orders {
  @GetMapping
  OrderPage all(@RequestParam(defaultValue = "50") @Max(100) int limit) {
    return OrderPage.of(repository.findFirst(limit));
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'net/http, chi',
    bad: [
      'the stored struct goes out as it is',
      `func routes(r chi.Router) {
	r.Get("/orders", func(w http.ResponseWriter, req *http.Request) {
		json.NewEncoder(w).Encode(store.All())
	})
}`,
    ],
    good: [
      'a version in the path, a type of its own, a limit',
      `func routes(r chi.Router) {
	r.Get("/v1/orders", func(w http.ResponseWriter, req *http.Request) {
		page := v1.PageOf(store.After(req.URL.Query().Get("after"), 100))
		json.NewEncoder(w).Encode(page)
	})
}`,
    ],
  },
]

export const machineExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'any store',
    bad: [
      'whoever has an order may set any of them',
      `export enum OrderStatus { Draft = 'draft', Paid = 'paid', Cancelled = 'cancelled' }

order.status = OrderStatus.Cancelled`,
    ],
    good: [
      'one table says what may follow, one function asks it',
      `const TRANSITIONS = {
  draft: ['paid', 'cancelled'],
  paid: ['refunded'],
  cancelled: [],
  refunded: [],
} as const

export function move(order: Order, to: keyof typeof TRANSITIONS) {
  if (!TRANSITIONS[order.status].includes(to)) throw new NotAllowed(order.status, to)
  return orders.update({ id: order.id, status: order.status }, { status: to })
}`,
    ],
  },
  {
    language: 'python',
    library: 'Django',
    bad: [
      'a job that died stays RUNNING',
      `class JobStatus(models.TextChoices):
    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"`,
    ],
    good: [
      'what may follow what, and a way out of the state in between',
      `JOB_TRANSITIONS = {
    "pending": ["running"],
    "running": ["done", "failed", "pending"],  # pending again: its lease of 5 minutes is over
    "failed": ["pending"],
    "done": [],
}`,
    ],
  },
  {
    language: 'java',
    library: 'any store',
    bad: [
      'a state added here is unknown to every switch elsewhere',
      `enum LoanStatus { PENDING, ACTIVE, CLOSED }`,
    ],
    good: [
      'each state knows what may follow it',
      `enum LoanStatus {
  CLOSED, ACTIVE(CLOSED), PENDING(ACTIVE, CLOSED);

  private final Set<LoanStatus> next;

  LoanStatus(LoanStatus... next) { this.next = Set.of(next); }

  LoanStatus to(LoanStatus to) {
    if (!next.contains(to)) throw new NotAllowed(this, to);
    return to;
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'looplab/fsm',
    bad: [
      'constants, and assignments all over the code',
      `type JobStatus string

const (
	JobPending JobStatus = "pending"
	JobRunning JobStatus = "running"
	JobDone    JobStatus = "done"
)`,
    ],
    good: [
      'one machine, asked for every step',
      `import "github.com/looplab/fsm"

func newJob() *fsm.FSM {
	return fsm.NewFSM("pending", fsm.Events{
		{Name: "start", Src: []string{"pending"}, Dst: "running"},
		{Name: "finish", Src: []string{"running"}, Dst: "done"},
		{Name: "lease-over", Src: []string{"running"}, Dst: "pending"},
	}, nil)
}`,
    ],
  },
]
