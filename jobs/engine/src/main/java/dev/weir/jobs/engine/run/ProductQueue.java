package dev.weir.jobs.engine.run;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.watch.StopSignal;
import dev.weir.jobs.engine.watch.StoppableRuns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The products that are not begun yet, and what each of them waits for: the runs of those whose newest release it reads. One that
 * pins a release waits for no other. Products read one another in no circle, so some product can always be begun.
 */
final class ProductQueue implements StoppableRuns.Work {

    private final Workspace workspace;
    private final List<String> waiting;
    private final Set<String> working = new HashSet<>();
    private final ProductRuns.OnFailure onFailure;
    private boolean closed;
    private @Nullable StopSignal signal;

    ProductQueue(Workspace workspace, List<String> products, ProductRuns.OnFailure onFailure) {
        this.workspace = workspace;
        this.waiting = new ArrayList<>(products);
        this.onFailure = onFailure;
    }

    /** The next product; waits while those that are left wait for others. Empty when none is to be begun any more. */
    synchronized Optional<String> next() {
        while (!closed && !waiting.isEmpty()) {
            for (Iterator<String> products = waiting.iterator(); products.hasNext(); ) {
                String product = products.next();
                if (isReady(product)) {
                    products.remove();
                    working.add(product);
                    return Optional.of(product);
                }
            }
            try {
                wait();
            } catch (InterruptedException e) { // no run begins in a thread that is to end
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isReady(String product) {
        Set<String> read = upstream(product);
        return waiting.stream().noneMatch(read::contains) && working.stream().noneMatch(read::contains);
    }

    /** The products whose newest release it reads. */
    private Set<String> upstream(String product) {
        return workspace.product(product).map(Product::reads).orElse(List.of()).stream()
                .flatMap(read -> read.release().stream())
                .filter(release -> release.pin().isEmpty())
                .map(Source.InRelease::product)
                .collect(Collectors.toSet());
    }

    synchronized void ended(ProductRuns.Ended ended) {
        working.remove(ended.product());
        if (ended.stopped().isPresent()
                || (onFailure == ProductRuns.OnFailure.BEGIN_NONE && ended.exit() != ExitCode.DONE)) {
            closed = true;
        }
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public synchronized void stop(StopSignal by) {
        closed = true;
        signal = by;
        notifyAll();
    }

    synchronized Optional<StopSignal> signal() {
        return Optional.ofNullable(signal);
    }

    /** Runs that are at work say it of themselves. */
    @Override
    public void giveUp() {}
}
