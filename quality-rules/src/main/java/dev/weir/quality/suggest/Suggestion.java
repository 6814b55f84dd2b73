package dev.weir.quality.suggest;

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
 * @param rule as a rule file would say it
 * @param kind what it asks
 * @param columns it is about
 * @param found how well the data obey it
 * @param contract the equivalent field of the contract; empty when there is none
 */
public record Suggestion(ProposedRule rule, Kind kind, List<String> columns, Found found, Optional<String> contract) {

    public Suggestion {
        columns = List.copyOf(columns);
    }

    /**
     * A rule as a rule file would say it.
     *
     * @param id proposed for it
     * @param body what it asks, key by key, such as {@code row} and its predicate; empty where the contract is the best place
     * @param severity proposed
     * @param threshold of rows that have to pass; empty where all did
     * @param because one sentence, that a rule may carry
     */
    public record ProposedRule(
            String id, Map<String, String> body, Severity severity, OptionalDouble threshold, String because) {
        public ProposedRule {
            body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
        }

        /** One that every row has to pass. */
        static ProposedRule ofAll(String id, Map<String, String> body, Severity severity, String because) {
            return new ProposedRule(id, body, severity, OptionalDouble.empty(), because);
        }
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
