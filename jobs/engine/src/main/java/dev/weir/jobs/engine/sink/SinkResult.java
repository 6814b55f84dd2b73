package dev.weir.jobs.engine.sink;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.quality.state.TableState;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What became of a table's rows. What the writes themselves left (snapshots, files) their tables tell.
 *
 * @param counts how many went where
 * @param rules each rule's answer, row rules first, then markers, in the specification's order
 * @param content of the released rows, as docs/content-hash.md has it; file and line are not part of it
 * @param measured of the rows
 * @param examples by rule, the first rows that break it, by file and line; none unless the specification asks for them
 * @param unreadable why records could not be read
 * @param findings what the rows tell of the people in them
 */
public record SinkResult(
        Counts counts,
        List<RuleCount> rules,
        ContentSum content,
        Measured measured,
        Map<String, List<FailingRow>> examples,
        Unreadable unreadable,
        WatchFindings findings) {

    public SinkResult {
        rules = List.copyOf(rules);
        examples = Map.copyOf(examples);
        long released = measured.released.rows();
        long quarantined = measured.quarantined.rows();
        if (released != counts.released || quarantined != counts.quarantined) {
            throw counts.differ("measured are " + released + " and " + quarantined);
        }
        for (RuleCount rule : rules) {
            if (rule.evaluated > counts.judged()) {
                throw counts.differ("rule '" + rule.rule + "' has judged " + rule.evaluated);
            }
        }
    }

    /**
     * What was measured of a table's rows, before masking.
     *
     * @param released of those that got in
     * @param quarantined of those that a rule took out
     */
    public record Measured(TableState released, TableState quarantined) {
        /** Of all rows that were produced and not dropped. */
        public TableState produced() {
            return released.plus(quarantined);
        }
    }

    /**
     * Rows by what became of them.
     *
     * @param produced that came and were readable
     * @param released that went to the product
     * @param quarantined that a rule took out
     * @param dropped that go for a policy's sake; no rule judges them
     * @param unreadable records that did not parse; not among the produced
     * @throws IllegalArgumentException when produced is not released, quarantined and dropped
     */
    public record Counts(long produced, long released, long quarantined, long dropped, long unreadable)
            implements Serializable {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        public Counts {
            if (produced != released + quarantined + dropped) {
                throw new IllegalArgumentException(produced + " rows produced are not " + released + " released, "
                        + quarantined + " quarantined and " + dropped + " dropped");
            }
        }

        /** Rows that the rules have judged. */
        public long judged() {
            return produced - dropped;
        }

        Counts plus(Counts other) {
            return new Counts(
                    produced + other.produced,
                    released + other.released,
                    quarantined + other.quarantined,
                    dropped + other.dropped,
                    unreadable + other.unreadable);
        }

        private ProblemsException differ(String what) {
            return ProblemsException.of(
                    Code.COUNTS_DIFFER,
                    Place.of("run"),
                    produced + " rows were produced, " + released + " released, " + quarantined + " quarantined; "
                            + what,
                    "a fault of Weir lost or doubled rows, so the run stops",
                    "report it with this message");
        }
    }

    /** Why records could not be read, by cause; of whatever source the rows were. */
    public static final class Unreadable {

        private final List<UnreadableCauses.OfCause> causes;
        private final int perCause;

        Unreadable(List<UnreadableCauses.OfCause> causes, int perCause) {
            this.causes = causes;
            this.perCause = perCause;
        }

        /** The causes, as those of a source. */
        public List<UnreadableRecords> of(String source) {
            return UnreadableCauses.merge(causes, source, perCause);
        }
    }

    /**
     * A rule's answer.
     *
     * @param rule its id
     * @param evaluated rows that it judged: all, but for those that it is not about
     * @param failed of them, those that break it
     * @param notEvaluated of these, those on which it could not be evaluated
     */
    public record RuleCount(String rule, long evaluated, long failed, long notEvaluated) {
        public RuleCount {
            if (notEvaluated < 0 || failed < notEvaluated || evaluated < failed) {
                throw new IllegalArgumentException("Rule '" + rule + "' has judged " + evaluated + " rows: " + failed
                        + " fail, " + notEvaluated + " of them for want of an answer");
            }
        }
    }
}
