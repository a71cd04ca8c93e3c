import type { Example } from './example'

export const emptyExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'any client',
    bad: [
      'the order counts as announced, and is not',
      `async function place(order: Order) {
  await orders.save(order)
  try { await events.publish('order.placed', order) } catch {}
}`,
    ],
    good: [
      'the caller learns of it, with the cause',
      `async function place(order: Order) {
  await orders.save(order)
  try {
    await events.publish('order.placed', order)
  } catch (error) {
    throw new NotAnnounced(order.id, { cause: error })
  }
}`,
    ],
  },
  {
    language: 'python',
    library: 'any client',
    bad: [
      'a bill that was not sent looks like one that was',
      `def send_bill(bill):
    try:
        mailer.send(bill.address, render(bill))
        bill.mark_sent()
    except Exception:
        pass`,
    ],
    good: [
      'only what is meant is caught, and the state says what happened',
      `def send_bill(bill):
    try:
        mailer.send(bill.address, render(bill))
        bill.mark_sent()
    except MailerUnavailable as error:
        log.warning("bill %s not sent", bill.id, exc_info=error)
        bill.mark_unsent()`,
    ],
  },
  {
    language: 'java',
    library: 'any client',
    bad: [
      'stock stays reserved for ever, and no log says so',
      `void cancel(Order order) {
  try {
    stock.release(order.items());
    audit.cancelled(order);
  } catch (StockException e) {
  }
}`,
    ],
    good: [
      'it rises to whoever can decide',
      `void cancel(Order order) {
  try {
    stock.release(order.items());
    audit.cancelled(order);
  } catch (StockException e) {
    throw new CancelFailed(order.id(), e);
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'any client',
    bad: [
      'the error is looked at and forgotten',
      `func (s *Service) Place(ctx context.Context, o Order) error {
	if err := s.events.Publish(ctx, o); err != nil {
	}
	return s.orders.Save(ctx, o)
}`,
    ],
    good: [
      'it is returned with what was being done',
      `func (s *Service) Place(ctx context.Context, o Order) error {
	if err := s.events.Publish(ctx, o); err != nil {
		return fmt.Errorf("announce order %s: %w", o.ID, err)
	}
	return s.orders.Save(ctx, o)
}`,
    ],
  },
]

export const commentedExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'any client',
    bad: [
      'nobody will notice when “best effort” becomes “never”',
      `async function warm(ids: string[]) {
  try {
    await cache.preload(ids)
    await metrics.warmed(ids.length)
  } catch {
    // best effort
  }
}`,
    ],
    good: [
      'it is still best effort, and counted',
      `async function warm(ids: string[]) {
  try {
    await cache.preload(ids)
    await metrics.warmed(ids.length)
  } catch (error) {
    metrics.count('cache.warm.failed', { reason: nameOf(error) })
  }
}`,
    ],
  },
  {
    language: 'python',
    library: 'any client',
    bad: [
      'everything is caught, a mistake in the code as well',
      `def forget(session):
    try:
        store.delete(session.id)
        index.remove(session.id)
    except Exception:
        # may be gone already
        pass`,
    ],
    good: [
      'only what the comment means is caught',
      `def forget(session):
    try:
        store.delete(session.id)
        index.remove(session.id)
    except KeyError as error:
        log.debug("session %s was gone already: %s", session.id, error)`,
    ],
  },
  {
    language: 'java',
    library: 'any client',
    bad: [
      'the reason held when it was written',
      `void close() {
  try {
    flush();
    connection.release();
  } catch (IOException e) {
    // nothing to be done
  }
}`,
    ],
    good: [
      'what was not written is named',
      `void close() {
  try {
    flush();
    connection.release();
  } catch (IOException e) {
    log.warn("{} events were not written", pending(), e);
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'any client',
    bad: [
      'the comment is the only trace',
      `func (w *Worker) Stop(ctx context.Context) error {
	if err := w.drain(ctx); err != nil {
		// best effort
	}
	return w.pool.Close()
}`,
    ],
    good: [
      'both errors are told',
      `func (w *Worker) Stop(ctx context.Context) error {
	drained := w.drain(ctx)
	return errors.Join(drained, w.pool.Close())
}`,
    ],
  },
]

export const defaultExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'any client',
    bad: [
      '“could not ask” becomes “has none”, and is billed so',
      `async function seatsOf(account: string): Promise<Seat[]> {
  try {
    return await directory.seats(account)
  } catch {
    return []
  }
}`,
    ],
    good: [
      'whoever asks tells empty from failed',
      `async function seatsOf(account: string): Promise<Seat[]> {
  try {
    return await directory.seats(account)
  } catch (error) {
    throw new DirectoryUnavailable(account, { cause: error })
  }
}`,
    ],
  },
  {
    language: 'python',
    library: 'any client',
    bad: [
      'during an outage nobody has a permission, or everybody has',
      `def permissions(user):
    try:
        return directory.permissions(user.id)
    except Exception:
        return []`,
    ],
    good: [
      'the caller decides what an outage means',
      `def permissions(user):
    try:
        return directory.permissions(user.id)
    except DirectoryError as error:
        raise PermissionsUnknown(user.id) from error`,
    ],
  },
  {
    language: 'java',
    library: 'any client',
    bad: [
      'an outage of the rates is a rate of none',
      `List<Rate> rates(Currency of) {
  try {
    return client.rates(of);
  } catch (IOException e) {
    return Collections.emptyList();
  }
}`,
    ],
    good: [
      'failed is not empty',
      `List<Rate> rates(Currency of) {
  try {
    return client.rates(of);
  } catch (IOException e) {
    throw new RatesUnavailable(of, e);
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'any client',
    bad: [
      'a failed look-up is told as “not blocked”',
      `func (s *Service) Blocked(ctx context.Context, id string) (bool, error) {
	blocked, err := s.lists.Contains(ctx, id)
	if err != nil {
		return false, nil
	}
	return blocked, nil
}`,
    ],
    good: [
      'the error goes on',
      `func (s *Service) Blocked(ctx context.Context, id string) (bool, error) {
	blocked, err := s.lists.Contains(ctx, id)
	if err != nil {
		return false, fmt.Errorf("look %s up: %w", id, err)
	}
	return blocked, nil
}`,
    ],
  },
]
