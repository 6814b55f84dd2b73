package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftResult.DraftedColumn;
import dev.weir.jobs.draft.DraftResult.Fate;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.ValueForm;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.kind.Generalisation;
import dev.weir.privacy.mask.kind.Generalise;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a drafted table.
 *
 * @param name in source and product
 * @param origin as the files have it
 * @param type as its values prove it
 * @param meaning in law
 */
record DraftColumn(String name, LayoutColumn origin, DraftType type, DraftMeaning meaning) {

    /** Numbers and texts of fewer characters are no days: 240521 has six, and a number of days since 1900 five. */
    private static final int SHORTEST_DATE = 5;

    /** Of 240521 the year has two digits, whose century nothing says. */
    private static final int SIX_DIGITS = 6;

    /** When systems wrote, changed or exported a record. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)(?:last|date|time)?[_ .-]?(?:updated?|modified|changed|exported|export|extracted|extract|loaded|load|synced|sync|imported|import|inserted|insert)"
                    + "[_ .-]?(?:at|on|ts|dt|date|time|datetime|timestamp)?|.*(?:更新|修改|导出|提取|抽取|同步)(?:时间|日期)");

    private static final Mask MONTHS = new Generalise(new Generalisation.Period(Generalisation.Period.Unit.MONTH));

    DraftColumn with(DraftType other) {
        return new DraftColumn(name, origin, other, meaning);
    }

    DraftColumn with(DraftMeaning other) {
        return new DraftColumn(name, origin, type, other);
    }

    /** With a meaning, and as text where that is an identifier and the files leave it open. */
    DraftColumn meant(DraftMeaning other) {
        boolean isText = ColumnMeanings.isIdentifier(other.category()) && origin.proof() != LayoutColumn.Proof.GIVEN;
        return (isText ? with(type.asText()) : this).with(other);
    }

    /**
     * Its dates as months, which makes all dates of the same people so. When a system wrote the record is
     * no event of a person, and not worth that.
     */
    DraftColumn inMonths(DraftTable table, String because) {
        if (WRITTEN.matcher(label()).matches()) {
            return with(meaning.treated(
                    DraftMeaning.Treatment.DROPPED,
                    "; dropped, since it is when a system wrote the record, and " + because
                            + ", or would make months of all dates of these people"));
        }
        return with(meaning.treated(DraftMeaning.Treatment.MONTHS, "; in months, since " + because));
    }

    /**
     * What was drafted.
     *
     * @param byLaw what its category's mask is by law; empty where the law blocks it
     * @param table that it is a column of
     */
    DraftedColumn drafted(Optional<Mask> byLaw, DraftTable table) {
        Optional<Mask> mask = meaning.isInMonths() ? Optional.of(MONTHS) : byLaw;
        boolean isSearched = meaning.treatment() == DraftMeaning.Treatment.REDACTED;
        boolean isDropped = meaning.isDropped()
                || (!isSearched && mask.filter(each -> !each.leavesNothing()).isEmpty());
        boolean isKept = !isDropped && !isSearched && mask.filter(Mask::keeps).isPresent();
        return new DraftedColumn(
                name,
                meaning.category(),
                meaning.sure().name().toLowerCase(Locale.ROOT),
                meaning.because(),
                isDropped ? Fate.DROPPED : isKept ? Fate.KEPT : isSearched ? Fate.SEARCHED : Fate.MASKED,
                isDropped
                        ? kept(byLaw, table)
                        : isKept
                                ? ""
                                : isSearched
                                        ? "what is found in it is redacted"
                                        : mask.orElseThrow().shifts()
                                                ? table.shiftedBy()
                                                : mask.orElseThrow().inWords(),
                table.profileOf(this).values());
    }

    /** How a person keeps a dropped column: never by what would show true dates, or where people are. */
    private String kept(Optional<Mask> byLaw, DraftTable table) {
        String about = "--about " + table.name() + "." + name + "=";
        if (meaning.category().equals("DATE") && !isSaid()) {
            return datesKept(about, table.profileOf(this));
        }
        boolean mayBeKept = isBlocked(byLaw)
                || (mayBeSaid()
                        && !ColumnMeanings.isPersonal(meaning.category())
                        && !ColumnMeanings.isOfInitials(type, table.profileOf(this)));
        return mayBeKept ? about + "NONE" + (isOfNotes(table) ? ", but for people who are found in it" : "") : "";
    }

    /** Whether it is called as notes are, and people stand in some of them: who looks at a few of its values may not see one. */
    boolean isOfNotes(DraftTable table) {
        return meaning.category().equals("TEXT")
                && !meaning.isOpen()
                && type.released() instanceof ValueType.Text
                && table.profileOf(this).hidden() > 0;
    }

    /** What moves dates that are written in a way that no mask reads. */
    private String datesKept(String about, ColumnProfile profile) {
        if (ColumnMeanings.isDate(this)) {
            return "";
        }
        boolean isNoDate = profile.dateLike() == 0 && profile.fails(ValueForm.WHOLE) == profile.values();
        if (profile.longest() < SHORTEST_DATE || isNoDate) {
            return about + "HEALTH where it is no date";
        }
        boolean isText = type.released() instanceof ValueType.Text;
        return isText && profile.dated() > 0
                ? about + "DATE, which moves the " + ColumnMeanings.percent(profile.dated())
                        + " of its different values that are dates of ISO 8601; the others become [DATE]"
                : "write its logicalType"
                        + (profile.longest() == SIX_DIGITS ? ", its format and a pivotYear" : " and its format")
                        + " into contracts/ in the place of weirMask: drop, and it is moved";
    }

    /** Whether a person has said what it is. */
    boolean isSaid() {
        return meaning.sure() == DraftMeaning.Sure.SAID;
    }

    /** Whether a person may know better: nothing beyond doubt says that its values are people's. */
    private boolean mayBeSaid() {
        boolean isNamedText = meaning.category().equals("TEXT");
        return meaning.against() != DraftMeaning.Against.VALUES
                && (meaning.sure() != DraftMeaning.Sure.SURE || isNamedText);
    }

    /** Whether its format says what it is about, and the law knows no mask for that: a person may know that it is no person's. */
    private boolean isBlocked(Optional<Mask> byLaw) {
        return byLaw.isEmpty()
                && meaning.category().equals(origin.about())
                && meaning.against() != DraftMeaning.Against.VALUES;
    }

    /** What its file calls it, or else its name. */
    String label() {
        return origin.label().isEmpty() ? name : origin.label();
    }
}
