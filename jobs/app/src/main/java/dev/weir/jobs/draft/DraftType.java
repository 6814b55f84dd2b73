package dev.weir.jobs.draft;

import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.ValueForm;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a column, as its values prove it.
 *
 * @param type of its texts, as a column of another table knows them
 * @param nullValues texts that mean NULL
 * @param failing how many values are none of the type: their records will be unreadable
 * @param made of texts that are numbers with a comma in the place of the point, what a run reads them as
 * @param because what proves it: a clause
 */
record DraftType(ValueType type, List<String> nullValues, long failing, Optional<ValueType> made, String because) {

    private static final String AMBIGUOUS = "every value reads as ";

    private static final String QUARANTINED = ": their records go to quarantine";

    private static final Pattern BARCODE = Pattern.compile("(?i)bar[_ .-]?code|条形?码");

    /** Of a column's values, so many may be none of its type. */
    private static final double FEW = 0.01;

    DraftType {
        nullValues = List.copyOf(nullValues);
    }

    /**
     * The type of a column that is called so.
     *
     * @param budget how many records may become unreadable for it
     * @param commasAreDecimal whether another column of its files has commas that stand in the place of the point
     */
    static DraftType of(LayoutColumn column, ColumnProfile profile, long budget, boolean commasAreDecimal) {
        if (column.proof() == LayoutColumn.Proof.GIVEN) {
            return new DraftType(column.type(), List.of(), 0, Optional.empty(), "the type that the files give it");
        }
        if (column.proof() == LayoutColumn.Proof.LOST) {
            return text("text, since cells of it are numbers that have lost digits, and are NULL");
        }
        if (profile.values() == 0) {
            return text("no value in any record");
        }
        if (profile.leadingZeros() > 0 && !isDate(profile)) {
            return text(count(profile.leadingZeros()) + " of " + count(profile.values())
                    + " values begin with a zero, which a number would lose");
        }
        // a day and a number behind it are a sample's, where the column is called as keys are
        boolean isKey = KeySign.isCalledKey(column.label())
                || BARCODE.matcher(column.label()).find();
        List<ValueForm> fitting = ValueForm.ALL.stream()
                .filter(form -> !(isKey && form.isBare() && form.type() instanceof ValueType.WallClock))
                .filter(form -> form.mayBe(column.proof()) && fits(form, profile, budget))
                .sorted(Comparator.comparingLong(profile::fails))
                .toList();
        if (!fitting.isEmpty()) {
            return ofForm(fitting.get(0), fitting, profile);
        }
        Optional<DraftType> several = Stream.<Function<String, ValueType>>of(
                        ValueType.Day::new, ValueType.WallClock::new)
                .flatMap(kind -> ofSeveral(kind, column, profile, budget).stream())
                .findFirst();
        if (several.isPresent()) {
            return several.get();
        }
        long notComma = profile.failsAsCommaNumber();
        boolean isText = column.proof() == LayoutColumn.Proof.ANY || column.proof() == LayoutColumn.Proof.CELLS;
        if (isText && profile.hasCommas() && notComma == 0 && profile.longNumbers() == 0) {
            return commasAreDecimal || profile.hasDecimalCommas()
                    ? ofCommas(profile)
                    : text(AMBIGUOUS + "a number with a comma in the place of the point and as one with commas between"
                            + " thousands: it stays text; to read it, write logicalType number and weirRead { decimal: comma } in the source,"
                            + " or replace(…, ',', '') in a CAST as the product's transformLogic");
        }
        if (profile.longNumbers() > 0) {
            return text("text, since " + count(profile.longNumbers()) + " of " + count(profile.values())
                    + " values have more than 15 digits, of which a number with fractions loses some, the first at "
                    + profile.firstLongNumber().orElseThrow());
        }
        return text(nearest(column, profile));
    }

    private static boolean isDate(ColumnProfile profile) {
        return ValueForm.ALL.stream().anyMatch(form -> !form.isNumber() && profile.fails(form) == 0);
    }

    private static boolean fits(ValueForm form, ColumnProfile profile, long budget) {
        long fails = profile.fails(form);
        // digits that a floating-point number loses make two values one: not one of them may be lost
        if (form.type() instanceof ValueType.Real && profile.longNumbers() > 0) {
            return false;
        }
        // a few dates among numbers are numbers: of what has no sign of its own, all values have to be so
        boolean mustBeAll = form.isBare();
        return mustBeAll ? fails == 0 : fails <= Math.min(budget, (long) (FEW * profile.values()));
    }

    private static DraftType ofForm(ValueForm form, List<ValueForm> fitting, ColumnProfile profile) {
        if (fitting.stream().anyMatch(form::isAmbiguousWith)) {
            return text(AMBIGUOUS + form.name() + " and as another date: say which with logicalType "
                    + (form.type() instanceof ValueType.WallClock ? "timestamp" : "date") + " and its format");
        }
        if (form.type() instanceof ValueType.Real && profile.decimals().lost() > 0) {
            return ofLongFractions(profile);
        }
        long fails = profile.fails(form);
        return new DraftType(
                form.type(),
                words(profile),
                fails,
                Optional.empty(),
                fails == 0
                        ? "each of " + count(profile.values()) + " values is " + form.name()
                        : failing(form, profile));
    }

    /** Dates that are written in several ways, such as before and after a programme was replaced: each value is of one form. */
    private static Optional<DraftType> ofSeveral(
            Function<String, ValueType> kind, LayoutColumn column, ColumnProfile profile, long budget) {
        List<ValueForm> forms = ValueForm.ALL.stream()
                .filter(form -> form.mayBe(column.proof()) && profile.fails(form) < profile.values())
                .filter(form ->
                        form.pattern().map(kind).filter(form.type()::equals).isPresent())
                .toList();
        long fails = profile.values()
                - forms.stream()
                        .mapToLong(form -> profile.values() - profile.fails(form))
                        .sum();
        boolean areBare = forms.stream().anyMatch(ValueForm::isBare);
        if (forms.size() < 2 || fails > (areBare ? 0 : Math.min(budget, (long) (FEW * profile.values())))) {
            return Optional.empty();
        }
        String pattern = forms.stream()
                .map(form -> "[" + form.pattern().orElseThrow() + "]")
                .collect(Collectors.joining());
        String names = forms.stream().map(ValueForm::name).collect(Collectors.joining(" or "));
        return Optional.of(new DraftType(
                kind.apply(pattern),
                words(profile),
                fails,
                Optional.empty(),
                fails == 0
                        ? "each of " + count(profile.values()) + " values is " + names
                        : count(fails) + " of " + count(profile.values()) + " values are not " + names + QUARANTINED));
    }

    private static String failing(ValueForm form, ColumnProfile profile) {
        return count(profile.fails(form)) + " of " + count(profile.values()) + " values are not " + form.name()
                + ", the first at " + profile.firstFail(form).orElseThrow() + QUARANTINED;
    }

    private static DraftType ofCommas(ColumnProfile profile) {
        String because =
                "all " + count(profile.values()) + " values are numbers with a comma in the place of the point";
        return profile.decimals()
                .type()
                .map(type -> new DraftType(new ValueType.Text(), words(profile), 0, Optional.of(type), because))
                .orElseGet(() -> text("text, since " + because + ", and " + lost(profile)));
    }

    private static String lost(ColumnProfile profile) {
        return count(profile.decimals().lost()) + " of " + count(profile.values())
                + " numbers have more digits than a floating-point number keeps, the first at "
                + profile.firstLost().orElseThrow();
    }

    /** A decimal keeps what a floating-point number would round; where there are more digits than it has, a text does. */
    private static DraftType ofLongFractions(ColumnProfile profile) {
        String because = lost(profile);
        long fails = profile.fails(ValueForm.NUMBER);
        return profile.decimals()
                .type()
                .map(type -> new DraftType(
                        type,
                        words(profile),
                        fails,
                        Optional.empty(),
                        because + (fails == 0 ? "" : "; " + failing(ValueForm.NUMBER, profile))))
                .orElseGet(() -> text("text, since " + because));
    }

    /** What it would have been, but for some values. */
    private static String nearest(LayoutColumn column, ColumnProfile profile) {
        return ValueForm.ALL.stream()
                .filter(form -> form.mayBe(column.proof()))
                .min(Comparator.comparingLong(profile::fails))
                .filter(form -> profile.fails(form) * 2 < profile.values())
                .map(form -> "text, since " + count(profile.fails(form)) + " of " + count(profile.values())
                        + " values are not " + form.name() + ", the first at "
                        + profile.firstFail(form).orElseThrow())
                .orElse("text");
    }

    private static DraftType text(String because) {
        return new DraftType(new ValueType.Text(), List.of(), 0, Optional.empty(), because);
    }

    /** Words among values of another type mean NULL; among texts they may be texts. */
    private static List<String> words(ColumnProfile profile) {
        return new ArrayList<>(profile.words().keySet());
    }

    /** Whether its values have two readings, and a person has to say which is right. */
    boolean isAmbiguous() {
        return because.startsWith(AMBIGUOUS);
    }

    /** The same column as a text, such as that of an identifier whose digits are no quantity. */
    DraftType asText() {
        boolean isText = type instanceof ValueType.Text && made.isEmpty();
        return isText
                ? this
                : new DraftType(
                        new ValueType.Text(),
                        nullValues,
                        0,
                        Optional.empty(),
                        because.replace(QUARANTINED, "") + "; an identifier stays a text");
    }

    /** Whether its numbers have a comma in the place of the point. */
    boolean hasCommas() {
        return made.isPresent();
    }

    /** The type of the source's column. */
    ValueType read() {
        return made.orElse(type);
    }

    /** The type of the product's column. */
    ValueType released() {
        return read();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
