package dev.weir.jobs.notices;

import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.jobs.notices.channel.Channels;
import dev.weir.jobs.notices.channel.DeliveryException;
import dev.weir.jobs.notices.channel.NoticeBatch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Letters on their way, all channels at once. However slow servers are, it takes no longer than its patience.
 *
 * @param root what paths of the profile are relative to
 */
record NoticeDelivery(Path root, Clock clock, Duration patience) {
    /** How long a run waits for its notices, at most. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    record Bag(NoticeChannel channel, List<NoticeBatch> letters) {
        Bag {
            letters = List.copyOf(letters);
        }
    }

    /**
     * Sends letters.
     *
     * @return for each bag, in the order of its letters, why each has not arrived; empty where it has
     */
    List<List<Optional<String>>> send(List<Bag> bags) {
        ExecutorService workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "weir-notices");
            thread.setDaemon(true); // a server that never answers does not keep the process
            return thread;
        });
        List<Map<Integer, Optional<String>>> answers = new ArrayList<>();
        List<Callable<Object>> work = new ArrayList<>();
        for (Bag bag : bags) {
            Map<Integer, Optional<String>> answered = new ConcurrentHashMap<>();
            answers.add(answered);
            work.add(Executors.callable(() -> send(bag.channel(), bag.letters(), answered)));
        }
        try {
            for (Future<Object> done : workers.invokeAll(work, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                if (!done.isCancelled()) { // what has no answer by now gets none
                    done.get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A channel has failed", e.getCause());
        } finally {
            workers.shutdownNow();
        }
        Optional<String> none = Optional.of("there was no answer within " + patience.toSeconds() + " seconds");
        List<List<Optional<String>>> results = new ArrayList<>();
        for (int i = 0; i < bags.size(); i++) {
            Map<Integer, Optional<String>> answered = answers.get(i);
            results.add(IntStream.range(0, bags.get(i).letters().size())
                    .mapToObj(letter -> answered.getOrDefault(letter, none))
                    .toList());
        }
        return results;
    }

    private void send(NoticeChannel channel, List<NoticeBatch> letters, Map<Integer, Optional<String>> answered) {
        for (int i = 0; i < letters.size() && !Thread.currentThread().isInterrupted(); i++) {
            try {
                Channels.open(channel, root, clock).send(letters.get(i));
                answered.put(i, Optional.empty());
            } catch (DeliveryException e) {
                answered.put(i, Optional.of(e.why()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) { // a library's; its message may be secret
                answered.put(
                        i, Optional.of("it could not be sent (" + e.getClass().getSimpleName() + ")"));
            }
        }
    }
}
