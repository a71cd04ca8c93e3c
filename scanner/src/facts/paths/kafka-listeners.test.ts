import { describe, expect, it } from 'vitest'
import { assembledOf, read } from '../testing'

const listener = (marks: string, on = '') => `package shop.mail;
import org.springframework.kafka.annotation.*;
import org.springframework.web.client.RestTemplate;
${on}
class Mails {
  private RestTemplate rest;
  ${marks}
  void sent(Order order) { rest.getForObject("http://stock/x", String.class); }
}`
const config = (made: string) => `package shop;
import org.springframework.kafka.listener.*;
import org.springframework.util.backoff.*;
@Configuration
class Kafka {
  private static final long RETRIES = 4L;
  @Bean CommonErrorHandler errors() { ${made} }
}`
const pom = (version: string) => ({
  'pom.xml': `<project><dependencies><dependency><groupId>org.springframework.kafka</groupId><artifactId>spring-kafka</artifactId><version>${version}</version></dependency></dependencies></project>`,
})

const attempts = async (
  marks: string,
  more: Record<string, string> = {},
  manifests: Record<string, string> = {},
  on = '',
) => {
  const sources = { 'app/src/main/java/shop/mail/Mails.java': listener(marks, on), ...more }
  const found = (await assembledOf(sources, manifests)).filter(
    ({ rule }) => rule === 'flow/segment',
  )
  return found.map((one) => (one.data as { flow: { naive: unknown } }).flow.naive)
}
const LISTENS = '@KafkaListener(topics = "orders")'

describe('Kafka listeners of Spring', () => {
  it('are given a message ten times where nobody says anything, by version', async () => {
    expect(await attempts(LISTENS)).toEqual([10])
    expect(await attempts(LISTENS, {}, pom('2.4.1.RELEASE'))).toEqual([1])
    expect(await attempts(LISTENS, {}, pom('2.9.0'))).toEqual([10])
  })

  it('are given it as often as another mark says in its place', async () => {
    expect(await attempts(`@RetryableTopic(attempts = "4") ${LISTENS}`)).toEqual([4])
    expect(await attempts(LISTENS, {}, {}, '@RetryableTopic(attempts = "4")')).toEqual([1])
  })

  it.each([
    ['return new DefaultErrorHandler(new FixedBackOff(1000L, 2L));', 3],
    [
      'BackOff pause = new FixedBackOff(1000L, 2L); return new DefaultErrorHandler(recoverer, pause);',
      3,
    ],
    [
      'return new DefaultErrorHandler(new FixedBackOff(FixedBackOff.DEFAULT_INTERVAL, RETRIES));',
      5,
    ],
    ['return new DefaultErrorHandler(new ExponentialBackOffWithMaxRetries(6));', 7],
    ['return new DefaultErrorHandler(new DeadLetterPublishingRecoverer(template));', 10],
    [
      'return new DefaultErrorHandler(new FixedBackOff(0, FixedBackOff.UNLIMITED_ATTEMPTS));',
      'unbounded',
    ],
    ['return new DefaultErrorHandler(properties.backOff());', 'unknown'],
    ['return new CommonLoggingErrorHandler();', 1],
    ['var h = new CommonLoggingErrorHandler(); h.setAckAfterHandle(true); return h;', 1],
    ['factory.setCommonErrorHandler(new CommonLoggingErrorHandler()); return null;', 1],
    [
      'DefaultErrorHandler h = new DefaultErrorHandler(new FixedBackOff(0, 2)); factory.setCommonErrorHandler(h); return null;',
      3,
    ],
    ['return new DefaultErrorHandler(new ExponentialBackOff());', 'unbounded'],
    [
      'var pause = new ExponentialBackOff(); pause.setInitialInterval(5); return new DefaultErrorHandler(pause);',
      'unbounded',
    ],
    [
      'var pause = new ExponentialBackOff(); pause.setMaxElapsedTime(9000); return new DefaultErrorHandler(pause);',
      'unknown',
    ],
    [
      'var pause = new ExponentialBackOff(); pause.setMaxAttempts(3); return new DefaultErrorHandler(pause);',
      'unknown',
    ],
    [
      'var pause = new FixedBackOff(0, 2); return new DefaultErrorHandler(pause); } void other() { var pause = new FixedBackOff(0, 7);',
      3,
    ],
    ['new CommonLoggingErrorHandler(); return null;', 10],
    ['var unused = new CommonLoggingErrorHandler(); return null;', 10],
    [
      'return null; } private CommonErrorHandler logs() { return new CommonLoggingErrorHandler();',
      10,
    ],
    [
      'factory.setCommonErrorHandler(logs()); return null; } private CommonErrorHandler logs() { return new CommonLoggingErrorHandler();',
      1,
    ],
    ['return Tuned.of(new DefaultErrorHandler(new FixedBackOff(0, 2)));', 'unknown'],
    [
      'return new DefaultErrorHandler(new FixedBackOff(0, 2)); } @Bean CommonErrorHandler logs() { return new CommonLoggingErrorHandler();',
      'unknown',
    ],
  ])('are given it as often as the application says: %s', async (made, expected) => {
    const own = { 'app/src/main/java/shop/Kafka.java': config(made) }
    expect(await attempts(LISTENS, own)).toEqual([expected])
  })

  it('are given it nobody knows how often where files of the application disagree', async () => {
    const made = (retries: number) =>
      config(`return new DefaultErrorHandler(new FixedBackOff(0, ${retries}));`)
    const own = (retries: number) => ({
      'app/src/main/java/shop/Kafka.java': made(2),
      'app/src/main/java/shop/More.java': made(retries),
    })
    expect(await attempts(LISTENS, own(4))).toEqual(['unknown'])
    expect(await attempts(LISTENS, own(2))).toEqual([3])
  })

  it('are no decision where nobody says anything, and multiply with what is inside all the same', async () => {
    const source = listener(LISTENS).replace(
      'void sent',
      '@org.springframework.retry.annotation.Retryable void sent',
    )
    const sources = { 'app/src/main/java/shop/mail/Mails.java': source }
    const { sites } = await read('java', listener(LISTENS))
    expect(sites.filter(({ rule }) => rule === 'decision/retry')).toEqual([])
    const found = (await assembledOf(sources)).filter(
      ({ rule }) => rule === 'retry-path/duplicated',
    )
    expect(found.map(({ data }) => data?.arithmetic)).toEqual(['10 queue × 3 decorator = 30'])
  })

  it('hear nothing of what another application says', async () => {
    const other = {
      'other/src/main/java/shop/Kafka.java': config(
        'return new DefaultErrorHandler(new FixedBackOff(0, 2));',
      ),
    }
    expect(await attempts(LISTENS, other)).toEqual([10])
  })
})
