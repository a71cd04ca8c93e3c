import type { Example } from './example'

export const retryExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'p-retry',
    bad: [
      'ten attempts on every error, a refusal as well, for as long as it takes',
      `import pRetry from 'p-retry'

export const quote = (cart: Cart) => pRetry(() => rates.quote(cart))`,
    ],
    good: [
      'how often, on what, how long in all: each is stated',
      `import pRetry, { AbortError } from 'p-retry'

export const quote = (cart: Cart) =>
  pRetry(() => rates.quote(cart).catch(refused(AbortError)), {
    retries: 2, // owner: pricing; reading twice is harmless
    minTimeout: 100,
    randomize: true,
    maxRetryTime: 2_000, // the page waits 3 s
  })`,
    ],
  },
  {
    language: 'python',
    library: 'tenacity',
    bad: [
      'without an end, and everything is repeated',
      `from tenacity import retry

@retry
def quote(cart):
    return rates.quote(cart)`,
    ],
    good: [
      'bounded in number and time, on what may pass',
      `from tenacity import retry, retry_if_exception_type, stop_after_attempt, stop_after_delay
from tenacity import wait_random_exponential

@retry(
    stop=stop_after_attempt(3) | stop_after_delay(2),
    wait=wait_random_exponential(multiplier=0.1, max=1),
    retry=retry_if_exception_type((ConnectTimeout, ServiceUnavailable)),
)
def quote(cart):
    return rates.quote(cart)`,
    ],
  },
  {
    language: 'java',
    library: 'Spring Retry',
    bad: [
      'three attempts because that is what the library has',
      `import org.springframework.retry.annotation.Retryable;

class Rates {
  @Retryable
  Quote quote(Cart cart) { return client.quote(cart); }
}`,
    ],
    good: [
      'chosen, and on what may pass',
      `import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Retryable;

class Rates {
  @Retryable(
      retryFor = ConnectTimeoutException.class,
      maxAttempts = 2,
      backoff = @Backoff(delay = 100, random = true, maxDelay = 500))
  Quote quote(Cart cart) { return client.quote(cart); }
}`,
    ],
  },
  {
    language: 'go',
    library: 'cenkalti/backoff',
    bad: [
      'fifteen minutes, whoever waits',
      `import "github.com/cenkalti/backoff/v4"

func Quote(cart Cart) error {
	return backoff.Retry(func() error { return rates.Quote(cart) }, backoff.NewExponentialBackOff())
}`,
    ],
    good: [
      'two more attempts, and it ends when nobody waits any more',
      `import "github.com/cenkalti/backoff/v4"

func Quote(ctx context.Context, cart Cart) error {
	policy := backoff.WithContext(backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 2), ctx)
	return backoff.Retry(func() error { return permanentIfRefused(rates.Quote(ctx, cart)) }, policy)
}`,
    ],
  },
]

export const duplicatedExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'exponential-backoff, got',
    bad: [
      '3 × 3: nine requests for one',
      `import { backOff } from 'exponential-backoff'
import got from 'got'

const client = got.extend({ retry: { limit: 2 } })

export async function quote() {
  return backOff(() => client.get('http://rates/quote'), { numOfAttempts: 3 })
}`,
    ],
    good: [
      'one layer, the one that knows the call; the client’s is switched off',
      `import { backOff } from 'exponential-backoff'
import got from 'got'

const client = got.extend({ retry: { limit: 0 } })

export async function quote() {
  return backOff(() => client.get('http://rates/quote'), { numOfAttempts: 3 })
}`,
    ],
  },
  {
    language: 'python',
    library: 'tenacity',
    bad: [
      '3 × 3: the loop repeats what the decorator repeats',
      `import requests
from tenacity import retry, stop_after_attempt

@retry(stop=stop_after_attempt(3))
def ask():
    return requests.get("http://rates/quote", timeout=1)

@retry(stop=stop_after_attempt(3))
def quote():
    return ask()`,
    ],
    good: [
      'whoever calls lets the failure rise',
      `import requests
from tenacity import retry, stop_after_attempt

@retry(stop=stop_after_attempt(3))
def ask():
    return requests.get("http://rates/quote", timeout=1)

def quote():
    return ask()`,
    ],
  },
  {
    language: 'java',
    library: 'Spring Retry',
    bad: [
      '3 × 3: two beans, each careful',
      `import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;

@Service
class Rates {
  private final RestTemplate http = new RestTemplate();

  @Retryable(maxAttempts = 3)
  public String ask() { return http.getForObject("http://rates/quote", String.class); }
}

@Service
class Quotes {
  private final Rates rates;

  @Retryable(maxAttempts = 3)
  public String quote() { return rates.ask(); }
}`,
    ],
    good: [
      'one of them repeats, next to the call',
      `import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;

@Service
class Rates {
  private final RestTemplate http = new RestTemplate();

  @Retryable(maxAttempts = 3)
  public String ask() { return http.getForObject("http://rates/quote", String.class); }
}

@Service
class Quotes {
  private final Rates rates;

  public String quote() { return rates.ask(); }
}`,
    ],
  },
  {
    language: 'go',
    library: 'avast/retry-go, hashicorp/go-retryablehttp',
    bad: [
      '3 × 5: the client repeats as well',
      `import (
	"github.com/avast/retry-go/v4"
	"github.com/hashicorp/go-retryablehttp"
)

func Quote() error {
	return retry.Do(func() error {
		client := retryablehttp.NewClient()
		client.RetryMax = 4
		_, err := client.Get("http://rates/quote")
		return err
	}, retry.Attempts(3))
}`,
    ],
    good: [
      'the plain client inside the one layer',
      `import (
	"net/http"

	"github.com/avast/retry-go/v4"
)

func Quote() error {
	return retry.Do(func() error {
		_, err := http.Get("http://rates/quote")
		return err
	}, retry.Attempts(3))
}`,
    ],
  },
]
