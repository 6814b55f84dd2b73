package dev.weir.contracts.read.base;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads when a rule is in force, and how much it bears. */
public final class TermsReader {

    public static final String THRESHOLD = "threshold";
    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final String TAGS = "tags";

    private final Problems problems;

    public TermsReader(Problems problems) {
        this.problems = problems;
    }

    /** The terms that a rule writes over those it had; empty when they are wrong, which is then among the problems. */
    public Optional<Rule.Terms> read(YamlMap node, Rule.Terms before) {
        Optional<LocalDate> from = node.has(FROM) ? day(node, FROM) : before.from();
        Optional<LocalDate> until = node.has(UNTIL) ? day(node, UNTIL) : before.until();
        if ((node.has(FROM) && from.isEmpty()) || (node.has(UNTIL) && until.isEmpty())) {
            return Optional.empty();
        }
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            problems.add(
                    Code.INVALID_VALUE,
                    node.placeOf(node.has(UNTIL) ? UNTIL : FROM),
                    "the rule ends on " + until.get() + " and begins on " + from.get(),
                    "it is in force from its first day to its last, both included",
                    "put the days right");
            return Optional.empty();
        }
        return Optional.of(new Rule.Terms(
                from, until, threshold(node, before), node.has(TAGS) ? node.texts(TAGS) : before.tags()));
    }

    private static OptionalDouble threshold(YamlMap node, Rule.Terms before) {
        Optional<Double> share = node.scalar(THRESHOLD)
                .flatMap(YamlScalar::number)
                .map(Number::doubleValue)
                .filter(number -> number > 0 && number <= 1);
        return share.isPresent() ? OptionalDouble.of(share.get()) : before.threshold();
    }

    /** A day of the calendar; empty when it is none, which is then among the problems. */
    public Optional<LocalDate> day(YamlMap node, String key) {
        Optional<YamlScalar> text = node.text(key);
        if (text.isEmpty() || !text.get().text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return Optional.empty(); // the file's check has told
        }
        try {
            return Optional.of(LocalDate.parse(text.get().text()));
        } catch (DateTimeException noDay) {
            problems.add(
                    Code.INVALID_VALUE,
                    text.get().place(),
                    "'" + key + "' is '" + text.get().text() + "'",
                    "the calendar has no such day",
                    "write a day such as 2026-12-31");
            return Optional.empty();
        }
    }
}
