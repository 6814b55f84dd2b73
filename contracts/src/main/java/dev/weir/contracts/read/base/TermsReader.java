package dev.weir.contracts.read.base;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.yaml.YamlMap;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads when a rule is in force, and how much it bears. */
public final class TermsReader {

    public static final Field<LocalDate> FROM = Field.optional(
            "from", FieldKinds.DAY, "The first day, in the workspace's time zone, on which it is in force.");
    public static final Field<LocalDate> UNTIL = Field.optional(
            "until", FieldKinds.DAY, "The last day, in the workspace's time zone, on which it is in force.");
    public static final Field<BigDecimal> THRESHOLD =
            Field.optional("threshold", FieldKinds.SHARE, "The share of rows that has to pass.");
    public static final Field<List<String>> TAGS = Field.optional("tags", FieldKinds.TEXTS);

    private final Problems problems;

    public TermsReader(Problems problems) {
        this.problems = problems;
    }

    /** The terms that a rule writes over those it had; empty when they are wrong, which is then among the problems. */
    public Optional<Rule.Terms> read(YamlMap node, Rule.Terms before) {
        Optional<LocalDate> from = FROM.isIn(node) ? FROM.in(node) : before.from();
        Optional<LocalDate> until = UNTIL.isIn(node) ? UNTIL.in(node) : before.until();
        if ((FROM.isIn(node) && from.isEmpty()) || (UNTIL.isIn(node) && until.isEmpty())) {
            return Optional.empty(); // the file's check has reported it
        }
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            problems.add(
                    Code.INVALID_VALUE,
                    (UNTIL.isIn(node) ? UNTIL : FROM).place(node),
                    "the rule ends on " + until.get() + " and begins on " + from.get(),
                    "it is in force from its first day to its last, both included",
                    "put the days right");
            return Optional.empty();
        }
        Optional<BigDecimal> threshold = THRESHOLD.in(node);
        return Optional.of(new Rule.Terms(
                from,
                until,
                threshold.isPresent() ? OptionalDouble.of(threshold.get().doubleValue()) : before.threshold(),
                TAGS.or(node, before.tags())));
    }
}
