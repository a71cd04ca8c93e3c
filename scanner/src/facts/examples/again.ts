import type { Example } from './example'

export const requeueExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'BullMQ',
    bad: [
      'a bill that can never be sent is tried for ever',
      `import { Queue, Worker } from 'bullmq'

const bills = new Queue('bills')

new Worker('bills', async (job) => {
  try {
    await fetch('http://mail/send', { method: 'PUT', body: job.data.text })
  } catch (error) {
    await bills.add('bill', job.data)
  }
})`,
    ],
    good: [
      'the queue delivers again, five times, with a pause that grows',
      `import { Queue, Worker } from 'bullmq'

const bills = new Queue('bills', {
  defaultJobOptions: { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } },
})

new Worker('bills', async (job) => {
  await fetch('http://mail/send', { method: 'PUT', body: job.data.text })
})`,
    ],
  },
  {
    language: 'python',
    library: 'Celery',
    bad: [
      'each failure starts a new task, which counts from one',
      `import requests
from celery import shared_task

@shared_task
def send_bill(bill):
    try:
        requests.put("http://mail/send", json=bill, timeout=3)
    except Exception:
        send_bill.delay(bill)`,
    ],
    good: [
      'the task itself is tried again, and knows how often',
      `import requests
from celery import shared_task

@shared_task(autoretry_for=(requests.ConnectionError,), max_retries=4, retry_backoff=True)
def send_bill(bill):
    requests.put("http://mail/send", json=bill, timeout=3)`,
    ],
  },
  {
    language: 'java',
    library: 'Spring for Apache Kafka',
    bad: [
      'the message goes back to its own topic for as long as it fails',
      `import org.springframework.kafka.annotation.KafkaListener;

@Service
class Bills {
  private final RestTemplate http = new RestTemplate();
  private final KafkaTemplate<String, String> kafka;

  @KafkaListener(topics = "bills")
  public void send(String bill) {
    try {
      http.put("http://mail/send", bill);
    } catch (RestClientException e) {
      kafka.send("bills", bill);
    }
  }
}`,
    ],
    good: [
      'four attempts, then it is put aside for somebody to look at',
      `import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;

@Service
class Bills {
  private final RestTemplate http = new RestTemplate();

  @RetryableTopic(attempts = "4", dltTopicSuffix = "-dead")
  @KafkaListener(topics = "bills")
  public void send(String bill) {
    http.put("http://mail/send", bill);
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'hibiken/asynq',
    bad: [
      'the queue’s own limit never counts it',
      `func (h *Handler) ProcessTask(ctx context.Context, t *asynq.Task) error {
	if err := h.mail.Send(ctx, t.Payload()); err != nil {
		_, err = h.client.Enqueue(asynq.NewTask("bill", t.Payload()))
		return err
	}
	return nil
}`,
    ],
    good: [
      'the error is returned, the limit is the task’s',
      `func (h *Handler) ProcessTask(ctx context.Context, t *asynq.Task) error {
	return h.mail.Send(ctx, t.Payload())
}

func (h *Handler) enqueue(bill []byte) error {
	_, err := h.client.Enqueue(asynq.NewTask("bill", bill), asynq.MaxRetry(4))
	return err
}`,
    ],
  },
]

export const nonIdempotentExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'exponential-backoff',
    bad: [
      'the answer was lost, not the order: there are two',
      `import { backOff } from 'exponential-backoff'

export async function order(body: string) {
  return backOff(() => fetch('http://shop/orders', { method: 'POST', body }), { numOfAttempts: 3 })
}`,
    ],
    good: [
      'one key for all attempts',
      `import { backOff } from 'exponential-backoff'

export async function order(id: string, body: string) {
  return backOff(
    () =>
      fetch('http://shop/orders', {
        method: 'POST',
        headers: { 'Idempotency-Key': \`order-\${id}\` },
        body,
      }),
    { numOfAttempts: 3 },
  )
}`,
    ],
  },
  {
    language: 'python',
    library: 'tenacity',
    bad: [
      'up to three payments',
      `import requests
from tenacity import retry, stop_after_attempt

@retry(stop=stop_after_attempt(3))
def pay(body):
    return requests.post("http://bank/payments", json=body, timeout=3)`,
    ],
    good: [
      'PUT to an address of its own: the second one changes nothing',
      `import requests
from tenacity import retry, stop_after_attempt

@retry(stop=stop_after_attempt(3))
def pay(id, body):
    return requests.put(f"http://bank/payments/{id}", json=body, timeout=3)`,
    ],
  },
  {
    language: 'java',
    library: 'Spring Retry',
    bad: [
      'up to three payments',
      `import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;

@Service
class Payments {
  private final RestTemplate http = new RestTemplate();

  @Retryable(maxAttempts = 3)
  public String pay(Payment payment) {
    return http.postForObject("http://bank/payments", payment, String.class);
  }
}`,
    ],
    good: [
      'PUT to an address of its own: the second one changes nothing',
      `import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;

@Service
class Payments {
  private final RestTemplate http = new RestTemplate();

  @Retryable(maxAttempts = 3)
  public void pay(Payment payment) {
    http.put("http://bank/payments/" + payment.id(), payment);
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'avast/retry-go',
    bad: [
      'up to three payments',
      `import (
	"net/http"

	"github.com/avast/retry-go/v4"
)

func Pay(body io.Reader) error {
	return retry.Do(func() error {
		_, err := http.Post("http://bank/payments", "application/json", body)
		return err
	}, retry.Attempts(3))
}`,
    ],
    good: [
      'asked first, by an address of its own',
      `import (
	"net/http"

	"github.com/avast/retry-go/v4"
)

func Paid(id string) error {
	return retry.Do(func() error {
		_, err := http.Get("http://bank/payments/" + id)
		return err
	}, retry.Attempts(3))
}`,
    ],
  },
]
