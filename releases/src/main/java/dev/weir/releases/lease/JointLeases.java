package dev.weir.releases.lease;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.ProblemsException;
import java.util.Optional;

/**
 * Leases of two kinds at once: the holder of a product has it in both. The first keeps others of this machine away, at once and
 * for as long as its holder lives; the second those of other machines, of whom the first may know nothing.
 *
 * @param second whose numbers count, and whose knowledge of former holders
 */
public record JointLeases(Leases first, Leases second) implements Leases {

    public JointLeases {
        requireNonNull(first, "first");
        requireNonNull(second, "second");
    }

    @Override
    public Optional<Lease> tryTake(String product, String holder) {
        Optional<Lease> here = first.tryTake(product, holder);
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Optional<Lease> both = Optional.empty();
        try {
            both = second.tryTake(product, holder).map(there -> new Both(here.get(), there));
        } finally {
            if (both.isEmpty()) {
                here.get().close();
            }
        }
        return both;
    }

    @Override
    public boolean isFree(String product) {
        return first.isFree(product) && second.isFree(product);
    }

    @Override
    public ProblemsException conflict(String product) {
        return first.isFree(product) ? second.conflict(product) : first.conflict(product);
    }

    private record Both(Lease here, Lease there) implements Lease {

        @Override
        public long number() {
            return there.number();
        }

        @Override
        public Former former() {
            return there.former();
        }

        @Override
        public void check() {
            here.check();
            there.check();
        }

        @Override
        public void describeWork(String doing) {
            here.describeWork(doing);
            there.describeWork(doing);
        }

        @Override
        public void close() {
            try (here) {
                there.close();
            }
        }
    }
}
