import type { Example } from './example'

export const inversionExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'p-retry, exponential-backoff',
    bad: [
      'it gives up after 10 s, one attempt inside may take 12',
      `import { backOff } from 'exponential-backoff'
import pRetry from 'p-retry'

export const quote = async () => {
  await pRetry(() => ask(), { retries: 1, maxRetryTime: 10_000 })
}
async function ask() {
  await backOff(() => fetch('http://rates/quote', { signal: AbortSignal.timeout(4_000) }), {
    numOfAttempts: 3,
  })
}`,
    ],
    good: [
      '2 × 3 × 1 s fit into 10 s',
      `import { backOff } from 'exponential-backoff'
import pRetry from 'p-retry'

export const quote = async () => {
  await pRetry(() => ask(), { retries: 1, maxRetryTime: 10_000 })
}
async function ask() {
  await backOff(() => fetch('http://rates/quote', { signal: AbortSignal.timeout(1_000) }), {
    numOfAttempts: 3,
  })
}`,
    ],
  },
  {
    language: 'python',
    library: 'tenacity',
    bad: [
      'it gives up after 5 s, one attempt inside may take 9',
      `import requests
from tenacity import retry, stop_after_attempt, stop_after_delay

@retry(stop=stop_after_attempt(3))
def ask():
    return requests.get("http://rates/quote", timeout=3)

@retry(stop=stop_after_attempt(2) | stop_after_delay(5))
def quote():
    return ask()`,
    ],
    good: [
      'what is inside ends before who waits does',
      `import requests
from tenacity import retry, stop_after_attempt, stop_after_delay

@retry(stop=stop_after_attempt(3))
def ask():
    return requests.get("http://rates/quote", timeout=0.5)

@retry(stop=stop_after_attempt(2) | stop_after_delay(5))
def quote():
    return ask()`,
    ],
  },
  {
    language: 'java',
    library: 'Resilience4j',
    bad: [
      'the limit of 2 s stands around 3 × 3 s',
      `class Quotes {
  @TimeLimiter(name = "quote") // timeoutDuration: 2s
  public CompletableFuture<Quote> quote(Cart cart) {
    return supplyAsync(() -> rates.quote(cart)); // readTimeout 3 s, maxAttempts 3
  }
}`,
    ],
    good: [
      'each attempt has its share of the limit',
      `class Quotes {
  @TimeLimiter(name = "quote") // timeoutDuration: 2s
  public CompletableFuture<Quote> quote(Cart cart) {
    return supplyAsync(() -> rates.quote(cart)); // readTimeout 500 ms, maxAttempts 3, wait 100 ms
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'context, net/http',
    bad: [
      'the deadline is not handed on: 3 × 3 s go on when nobody waits',
      `func Quote(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- ask(context.Background()) }() // 3 attempts of 3 s
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}`,
    ],
    good: [
      'one deadline for all that is inside',
      `func Quote(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	defer cancel()
	return ask(ctx) // each attempt ends when ctx does
}`,
    ],
  },
]
