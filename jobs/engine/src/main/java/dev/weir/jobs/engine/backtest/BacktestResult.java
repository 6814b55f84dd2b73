package dev.weir.jobs.engine.backtest;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What edited rules would have said.
 *
 * @param product its id
 * @param releases the newest first
 * @param alarms of each drift rule, how often it would have failed on these releases
 */
public record BacktestResult(String product, List<Tested> releases, List<AlarmRate> alarms) {

    public BacktestResult {
        releases = List.copyOf(releases);
        alarms = List.copyOf(alarms);
    }

    /**
     * How often a drift rule would have failed.
     *
     * @param judged releases that had something to compare with
     */
    public record AlarmRate(Rule rule, int alarmed, int judged) {}

    /** What would have become of a release. */
    public enum Would {
        RELEASED,
        HELD,
        /** A rule that could have held it cannot be answered any more. */
        CANNOT_BE_TOLD;

        /** The name as people see it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One release.
     *
     * @param rows it has
     * @param rowsWould it would have; empty where that is unknown
     * @param unchanged rules that were judged then as they stand now, with the same answer
     * @param rules the others, in the order of the product
     */
    public record Tested(
            long number, Instant at, Would would, long rows, OptionalLong rowsWould, int unchanged, List<Ruled> rules) {
        public Tested {
            rules = List.copyOf(rules);
        }
    }

    /** How a rule differs from the one that the release was made by. */
    public enum Change {
        NEW,
        CHANGED,
        REMOVED;

        /** The name as people see it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where an answer comes from. */
    public enum From {
        /** The verdict that the release carries. */
        RECORDED,
        /** What was stored of its columns. */
        STATES,
        /** Its rows. */
        TABLE,
        /** Its rows, and those that its run took out. */
        TABLE_AND_QUARANTINE,
        NOWHERE;

        /** The name as people see it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One rule on one release.
     *
     * @param rule as edited; as it was when it is removed
     * @param then the verdict of the release's own rule of that id
     * @param would the edited rule's; empty where it is removed or unknown
     * @param why it is unknown; empty where it is known
     */
    public record Ruled(
            Rule rule,
            Change change,
            Optional<Verdict> then,
            Optional<Verdict> would,
            From from,
            Optional<String> why) {}
}
