package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.mask.DateShift;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * Dates moved by a number of days that is constant for each subject ({@link DateShift}), so that intervals stay; type and
 * time of day stay too. Where a table says that no column has the person, all its rows move by one number of days. Text
 * moves where it is a date of ISO 8601 ({@link dev.weir.privacy.validate.PartialDate}), with as much of it as is known; other
 * text becomes the category's code.
 *
 * @param least days that each is moved by; no more than 364 further
 * @param step the number of days is a multiple of it: 1, or 7, with which a date keeps its day of the week. With 1, too, the
 *     dates of a person who is seen on some days of the week and not on others tell the shift modulo 7
 */
public record Shift(int least, int step) implements Mask {

    /** The category whose texts are dates. */
    private static final String DATES = "DATE";

    private static final int FARTHEST = 100_000;

    private static final Parameter<Shift, Integer> LEAST =
            Parameter.whole("least", Shift::least).usually(1).whereNotUsual();

    private static final int WEEK = 7;

    private static final Parameter<Shift, Integer> STEP =
            Parameter.whole("step", Shift::step).usually(1).whereNotUsual();

    public static final MaskMethod<Shift> METHOD = new MaskMethod<>(
            "shift", List.of(LEAST, STEP), written -> new Shift(written.get(LEAST), written.get(STEP)));

    public Shift {
        if (least < 1 || least > FARTHEST) {
            throw new IllegalArgumentException("Dates are moved by 1 to " + FARTHEST + " days at least");
        }
        if (step != 1 && step != WEEK) {
            throw new IllegalArgumentException("Dates are moved by multiples of 7 days, or of 1");
        }
    }

    /** By so many days at least. */
    public Shift(int least) {
        this(least, 1);
    }

    /** By a year at most. */
    public Shift() {
        this(1);
    }

    @Override
    public MaskMethod<Shift> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.PARTS;
    }

    @Override
    public Outcome outcome() {
        return Outcome.MOVED;
    }

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of(
                "by how many days a subject was shifted follows from the clear subject, which the release has not");
    }

    @Override
    public boolean revealsNoMoreThan(Mask other) {
        return other.shifts();
    }

    @Override
    public boolean takes(DataType type) {
        return type instanceof DataType.Date || type instanceof DataType.Timestamp || type instanceof DataType.Text;
    }

    @Override
    public Optional<MaskMismatch> misfit(MaskTarget target) {
        boolean isOtherText =
                target.type() instanceof DataType.Text && !target.category().equals(DATES);
        if (!takes(target.type()) || isOtherText) {
            return MaskMismatch.because(
                    "is shifted and is of type " + target.type().display(),
                    "only dates and timestamps, and texts of ISO 8601 in DATE, have days to move by",
                    "give it the type date in the source and the contract, or write another mask");
        }
        if (target.whose().isUnknown()) {
            return Optional.empty();
        }
        if (target.whose().subject().isEmpty()) {
            return MaskMismatch.because(
                    "is shifted, and table '" + target.table() + "' does not say whose its rows are",
                    "each person's dates move by a number of days of their own",
                    "add weirSubject to the table, with the column that says whose row it is, or 'unknown' so that all"
                            + " rows move by one number of days; or write weirMask: { method: generalise, to: year }");
        }
        return target.whose().subject().get().equals(target.column())
                ? MaskMismatch.because(
                        "is shifted and is its table's weirSubject",
                        "the shift of a date cannot depend on that date: intervals would be lost",
                        "name another column as weirSubject")
                : Optional.empty();
    }

    @Override
    public DateShift openShift(MaskRecipe recipe) {
        return new DateShift(recipe.key(), least, step);
    }
}
