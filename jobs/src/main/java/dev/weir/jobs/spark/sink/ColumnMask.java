package dev.weir.jobs.spark.sink;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.PseudonymRecipe;

/** What becomes of a column's values in the sink: a mask with all it needs to be done where the rows are. */
public sealed interface ColumnMask {

    /** Answers by the case at hand. */
    <R> R match(Cases<R> cases);

    /** The mask of a column of a category, its key derived for the domain. */
    static ColumnMask of(Mask mask, WorkspaceKey key, PseudonymDomain domain) {
        return mask.match(new Mask.Cases<>() {
            @Override
            public ColumnMask keep(Mask.Keep keep) {
                return new Keep();
            }

            @Override
            public ColumnMask drop(Mask.Drop drop) {
                return new Drop();
            }

            @Override
            public ColumnMask redact(Mask.Redact redact) {
                return new Redact(domain.category());
            }

            @Override
            public ColumnMask pseudonymise(Mask.Pseudonymise pseudonymise) {
                return new Pseudonymise(PseudonymRecipe.of(key, domain, pseudonymise.algorithm()));
            }

            @Override
            public ColumnMask nullify(Mask.Nullify other) {
                throw notHere(other);
            }

            @Override
            public ColumnMask partial(Mask.Partial other) {
                throw notHere(other);
            }

            @Override
            public ColumnMask encrypt(Mask.Encrypt other) {
                throw notHere(other);
            }

            @Override
            public ColumnMask generalise(Mask.Generalise other) {
                throw notHere(other);
            }

            @Override
            public ColumnMask shift(Mask.Shift other) {
                throw notHere(other);
            }

            @Override
            public ColumnMask truncate(Mask.Truncate other) {
                throw notHere(other);
            }

            @Override
            public ColumnMask surrogate(Mask.Surrogate other) {
                throw notHere(other);
            }
        });
    }

    private static IllegalStateException notHere(Mask mask) {
        return new IllegalStateException(
                "The sink does not do the mask " + mask.method().word());
    }

    /** As it is. */
    record Keep() implements ColumnMask {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keep(this);
        }
    }

    /** Left out of product and quarantine. */
    record Drop() implements ColumnMask {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drop(this);
        }
    }

    /** {@code [CODE]} for every value that is not NULL. */
    record Redact(String category) implements ColumnMask {
        public Redact {
            requireNonNull(category, "category");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.redact(this);
        }
    }

    /** 32 hex digits for every value that is not NULL. */
    record Pseudonymise(PseudonymRecipe recipe) implements ColumnMask {
        public Pseudonymise {
            requireNonNull(recipe, "recipe");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pseudonymise(this);
        }
    }

    /** One answer for each mask. */
    interface Cases<R> {
        R keep(Keep mask);

        R drop(Drop mask);

        R redact(Redact mask);

        R pseudonymise(Pseudonymise mask);
    }
}
