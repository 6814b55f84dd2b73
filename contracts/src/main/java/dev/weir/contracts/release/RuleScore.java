package dev.weir.contracts.release;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Severity;
import java.util.Comparator;

/**
 * What a rule gives to the score.
 *
 * @param rule its id
 * @param value from 0 to 1
 * @param found one sentence
 */
record RuleScore(
        String rule,
        TableName table,
        Dimension dimension,
        Severity severity,
        double value,
        String found,
        Score.Standing standing) {

    RuleScore {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("A mark of " + value + " is none");
        }
    }

    /** A table, of the sources or of the product. */
    record TableName(Score.Kind kind, String name) implements Comparable<TableName> {
        @Override
        public int compareTo(TableName other) {
            return Comparator.comparing(TableName::kind)
                    .thenComparing(TableName::name)
                    .compare(this, other);
        }
    }

    /** Each severity weighs twice the next. */
    int weight() {
        return switch (severity) {
            case BLOCK -> 4;
            case QUARANTINE -> 2;
            case WARN -> 1;
        };
    }
}
