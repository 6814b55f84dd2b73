package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Column.Presence;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.mask.Generalisation;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a mask fits a column: its type, its category, its table and where the data go. What does not fit is a problem
 * ({@link Code#INVALID_MASK}) at the place where the mask is written.
 */
public final class MaskFit implements Mask.Cases<Boolean> {

    /** Categories whose values are digits enough for FF1, with the most leading characters that may stay. */
    private static final Map<String, Integer> NUMBERS =
            Map.of("RID", 11, "TRAVEL", 2, "INSNO", 4, "MRN", 4, "SUBJ", 4, "PHONE", 5, "BANK", 6, "STAFF", 4);

    private static final List<String> MADE_UP = List.of("NAME", "RID", "PHONE", "EMAIL", "ADDR");

    private final Values values;
    private final String category;
    private final Optional<IdentifierForm> form;
    private final Destination stage;
    private final Problems problems;

    private MaskFit(
            Values values, String category, Optional<IdentifierForm> form, Destination stage, Problems problems) {
        this.values = values;
        this.category = category;
        this.form = form.filter(IdentifierForm::isNumber);
        this.stage = stage;
        this.problems = problems;
    }

    /**
     * What a mask is done to.
     *
     * @param column its name
     * @param type of the values
     * @param table its name
     * @param subject the column that says whose a row is
     * @param filled why there has to be a value in each row
     * @param place where the mask is written
     */
    private record Values(
            String column, DataType type, String table, Optional<String> subject, Filled filled, Place place) {}

    private enum Filled {
        KEY,
        REQUIRED,
        NEED_NOT_BE
    }

    /**
     * Notes what does not fit.
     *
     * @param category of the column, in law
     * @param stage where the data go
     * @return whether nothing was noted
     */
    public static boolean check(
            Mask mask, Column column, Table table, Category category, Destination stage, Problems problems) {
        Filled filled = column.presence() == Presence.REQUIRED ? Filled.REQUIRED : Filled.NEED_NOT_BE;
        Values values = new Values(
                column.name(),
                column.type(),
                table.name(),
                table.keys().subject(),
                table.keys().primary().contains(column.name()) ? Filled.KEY : filled,
                column.place());
        return mask.match(new MaskFit(values, category.code(), category.form(), stage, problems));
    }

    /**
     * Notes which of the masks of a copy does not fit what the release has, or what the mask before it has left.
     *
     * @param masks one after the other
     * @param table its name
     * @param column as the release has it
     * @param form of the column's category, where the law says it
     * @param subject the column of the table that says whose a row is
     * @param place where the masks are written
     * @return whether nothing was noted
     */
    public static boolean checkCopy(
            List<Mask> masks,
            String table,
            ReleasedColumn column,
            Optional<IdentifierForm> form,
            Optional<String> subject,
            Place place,
            Problems problems) {
        DataType type = typeOf(column.type());
        Optional<String> whose = subject.map(name -> table + "." + name);
        for (Mask mask : masks) {
            // A coarser one reads what a finer one has made: a bin of a bin.
            boolean again = mask.method() == MaskMethod.GENERALISE
                    && column.mask().equals(mask.method().word());
            Values values = new Values(table + "." + column.name(), type, table, whose, Filled.NEED_NOT_BE, place);
            if (!again && !mask.match(new MaskFit(values, column.category(), form, Destination.EXPORT, problems))) {
                return false;
            }
            type = mask.outcome() == Mask.Outcome.TEXT ? new DataType.Text() : type;
        }
        return true;
    }

    /** The type of that name ({@link DataType#display}), as far as masks can tell types apart. */
    private static DataType typeOf(String display) {
        return switch (display.replaceFirst("[(<].*", "")) {
            case "integer" -> new DataType.Int64();
            case "decimal" -> new DataType.Decimal(38, 0);
            case "number" -> new DataType.Real();
            case "boolean" -> new DataType.Bool();
            case "date" -> new DataType.Date(Optional.empty());
            case "timestamp" -> new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty());
            case "timestamp without time zone" ->
                new DataType.Timestamp(DataType.Clock.WALL, Optional.empty(), Optional.empty());
            case "time" -> new DataType.Time(Optional.empty());
            case "array", "object" -> new DataType.Structure(List.of());
            default -> new DataType.Text();
        };
    }

    @Override
    public Boolean keep(Mask.Keep mask) {
        return true;
    }

    @Override
    public Boolean drop(Mask.Drop mask) {
        return true;
    }

    @Override
    public Boolean nullify(Mask.Nullify mask) {
        return switch (values.filled()) {
            case KEY ->
                refuse(
                        "is part of the table's key and is nullified",
                        "a released key without a value is none",
                        "write weirMask: pseudonymise, which keeps keys apart, or take the column out of the key");
            case REQUIRED ->
                refuse(
                        "is required and is nullified",
                        "the released schema would promise values and have none",
                        "write weirMask: drop, or take 'required' off and say it in a rule, which sees the clear"
                                + " value");
            case NEED_NOT_BE -> true;
        };
    }

    @Override
    public Boolean redact(Mask.Redact mask) {
        return mask.extent() == Mask.Redact.Extent.WHOLE
                || isText()
                || refuse(
                        "is redacted in spans and is of type " + values.type().display(),
                        "only text has identifiers inside it",
                        "write weirMask: redact");
    }

    @Override
    public Boolean partial(Mask.Partial mask) {
        if (stage == Destination.PUBLIC || stage == Destination.EXPORT) {
            return refuse(
                    "shows parts of its values" + (stage == Destination.EXPORT ? " to a recipient" : " to the public"),
                    "what stays is enough to find people by, so 'partial' is for display inside only",
                    "write weirMask: redact, drop or pseudonymise");
        }
        return textOnly(mask);
    }

    @Override
    public Boolean pseudonymise(Mask.Pseudonymise mask) {
        return canonical("pseudonymised", "their pseudonyms could not be joined");
    }

    @Override
    public Boolean encrypt(Mask.Encrypt mask) {
        return switch (mask.form()) {
            case ANY -> {
                if (mask.kept() > 0) {
                    yield refuse(
                            "keeps " + mask.kept() + " characters of a value whose format is not kept",
                            "'keep' is for 'format: kept'",
                            "take 'keep' out, or write format: kept");
                }
                yield canonical("encrypted", "their ciphertexts could not be joined");
            }
            case KEPT -> encryptsDigits(mask);
        };
    }

    private boolean encryptsDigits(Mask.Encrypt mask) {
        Integer most = form.isPresent() ? (Integer) form.get().mostKept() : NUMBERS.get(category);
        if (most == null) {
            return refuse(
                    "of category " + category + " is encrypted with its format kept",
                    "FF1 needs at least a million possible values (NIST SP 800-38G revision 1), and only "
                            + String.join(
                                    ", ", NUMBERS.keySet().stream().sorted().toList())
                            + " are numbers of so many digits; so is a category whose form in the law is of four letters at"
                            + " most and six digits or more",
                    "write { method: encrypt, format: any }, or pseudonymise");
        }
        if (mask.kept() > most) {
            return refuse(
                    "of category " + category + " is encrypted but for " + mask.kept() + " characters",
                    "at least six digits have to be encrypted, or the million possible values can be tried",
                    "keep " + most + " at most");
        }
        return textOnly(mask);
    }

    @Override
    public Boolean generalise(Mask.Generalise mask) {
        return mask.to().match(new Coarse());
    }

    @Override
    public Boolean shift(Mask.Shift mask) {
        if (!(values.type() instanceof DataType.Date || values.type() instanceof DataType.Timestamp)) {
            return refuse(
                    "is shifted and is of type " + values.type().display(),
                    "only dates and timestamps have days to move by",
                    "give it the type date in the source and the contract, or write another mask");
        }
        String subject = values.subject().orElse("");
        if (subject.isEmpty()) {
            return refuse(
                    "is shifted, and table '" + values.table() + "' does not say whose its rows are",
                    "each person's dates move by a number of days of their own",
                    "add weirSubject to the table, with the column that says whose row it is; or write"
                            + " weirMask: { method: generalise, to: year }");
        }
        return !subject.equals(values.column())
                || refuse(
                        "is shifted and is its table's weirSubject",
                        "the shift of a date cannot depend on that date: intervals would be lost",
                        "name another column as weirSubject");
    }

    @Override
    public Boolean truncate(Mask.Truncate mask) {
        return textOnly(mask);
    }

    @Override
    public Boolean surrogate(Mask.Surrogate mask) {
        return (MADE_UP.contains(category) || form.isPresent())
                ? textOnly(mask)
                : refuse(
                        "of category " + category + " is replaced by a made-up value",
                        "Weir makes up values only of " + String.join(", ", MADE_UP)
                                + ", and of categories whose form in the law is of four letters at most and six digits or"
                                + " more",
                        "write pseudonymise, or redact");
    }

    private boolean textOnly(Mask mask) {
        return isText()
                || refuse(
                        "of type " + values.type().display() + " has the mask "
                                + mask.method().word(),
                        "it works on the characters of text",
                        "write another mask, or make the column a string");
    }

    private boolean canonical(String done, String consequence) {
        return !(values.type() instanceof DataType.Real
                        || values.type() instanceof DataType.Array
                        || values.type() instanceof DataType.Structure)
                || refuse(
                        "of type " + values.type().display() + " is " + done,
                        "equal values of that type need not have equal text, so " + consequence,
                        "give it another type, or write weirMask: drop");
    }

    private boolean isText() {
        return values.type() instanceof DataType.Text;
    }

    private boolean isNumber() {
        return values.type() instanceof DataType.Int64
                || values.type() instanceof DataType.Decimal
                || values.type() instanceof DataType.Real;
    }

    private boolean refuse(String what, String why, String remedy) {
        problems.add(
                Code.INVALID_MASK,
                values.place(),
                "Column '" + values.column() + "' " + what,
                why,
                stage == Destination.EXPORT ? remedy.replace("weirMask", "mask") : remedy);
        return false;
    }

    /** Which types can be made coarser, and how. */
    private final class Coarse implements Generalisation.Cases<Boolean> {

        @Override
        public Boolean period(Generalisation.Period to) {
            return (isText() || values.type() instanceof DataType.Date || values.type() instanceof DataType.Timestamp)
                    || refuse("a " + to.unit().name().toLowerCase(Locale.ROOT), "dates, timestamps and text");
        }

        @Override
        public Boolean band(Generalisation.Band to) {
            return isText() || isNumber() || refuse("a band", "numbers and text");
        }

        @Override
        public Boolean area(Generalisation.Area to) {
            return isText() || refuse("an area", "text");
        }

        @Override
        public Boolean parent(Generalisation.Parent to) {
            return isText() || refuse("its parent", "text");
        }

        @Override
        public Boolean bin(Generalisation.Bin to) {
            return isNumber() || refuse("a bin", "numbers");
        }

        private boolean refuse(String to, String fitting) {
            return MaskFit.this.refuse(
                    "of type " + values.type().display() + " is generalised to " + to,
                    "that is for " + fitting,
                    "write another mask, or give the column another type");
        }
    }
}
