package dev.weir.quality.suggest;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rule that the data seem to obey.
 *
 * @param id proposed for it
 * @param kind what it asks
 * @param columns it is about
 * @param body what the rule file says of it, key by key, such as {@code row} and its predicate
 * @param severity proposed
 * @param threshold of rows that have to pass; empty where all did
 * @param found how well the data obey it
 * @param because one sentence, that a rule may carry
 * @param contract the field of the contract that says the same; empty when there is none
 */
public record Suggestion(
        String id,
        Kind kind,
        List<String> columns,
        Map<String, String> body,
        Severity severity,
        OptionalDouble threshold,
        Found found,
        String because,
        Optional<String> contract) {

    public Suggestion {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        columns = List.copyOf(columns);
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
        requireNonNull(severity, "severity");
        requireNonNull(threshold, "threshold");
        requireNonNull(found, "found");
        requireNonNull(because, "because");
        requireNonNull(contract, "contract");
    }

    /** What a rule asks; the more useful first. */
    public enum Kind {
        KEY(Dimension.UNIQUENESS),
        REFERENCE(Dimension.CONSISTENCY),
        PATTERN(Dimension.CONFORMITY),
        ORDER(Dimension.CONSISTENCY),
        DEPENDENCY(Dimension.CONSISTENCY),
        VALUE_SET(Dimension.CONFORMITY),
        CONDITIONAL_COMPLETENESS(Dimension.COMPLETENESS),
        RANGE(Dimension.ACCURACY),
        COMPLETENESS(Dimension.COMPLETENESS),
        SHAPE(Dimension.CONFORMITY),
        CORRELATION(Dimension.CONSISTENCY),
        DRIFT(Dimension.CONSISTENCY),
        LENGTH(Dimension.CONFORMITY);

        private final Dimension dimension;

        Kind(Dimension dimension) {
            this.dimension = dimension;
        }

        /** The dimension of quality that it is about. */
        public Dimension dimension() {
            return dimension;
        }
    }

    /**
     * How well data obey a rule.
     *
     * @param learned share of the rows that it was found on, from 0 to 1
     * @param held share of the rows that were held out
     * @param rows that it applies to, in both
     */
    public record Found(double learned, double held, long rows) {}
}
