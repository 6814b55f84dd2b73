package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftResult.DraftedColumn;
import dev.weir.jobs.draft.DraftResult.Fate;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.kind.Generalisation;
import dev.weir.privacy.mask.kind.Generalise;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of a drafted table.
 *
 * @param name in source and product
 * @param origin as the files have it
 * @param type as its values prove it
 * @param meaning in law
 */
record DraftColumn(String name, LayoutColumn origin, DraftType type, DraftMeaning meaning) {

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

    /** Its dates as months, which makes all dates of the same people so: with what lets them be days. */
    DraftColumn inMonths(DraftTable table, String because) {
        String about = "--about " + table.name() + "." + name;
        return with(meaning.treated(
                DraftMeaning.Treatment.MONTHS,
                "; in months, since " + because + ": " + about
                        + "=TEXT drops it, and all dates of these people are moved by" + " days; " + about
                        + "=NONE does so too, and releases its true dates"));
    }

    /**
     * What was drafted.
     *
     * @param byLaw what its category's mask is by law; empty where the law blocks it
     * @param table that it is a column of
     */
    DraftedColumn drafted(Optional<Mask> byLaw, DraftTable table) {
        Optional<Mask> mask = meaning.treatment() == DraftMeaning.Treatment.MONTHS ? Optional.of(MONTHS) : byLaw;
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
                        ? mayBeSaid() || isBlocked(byLaw) ? "--about " + table.name() + "." + name + "=NONE" : ""
                        : isKept
                                ? ""
                                : isSearched
                                        ? "what is found in it is redacted"
                                        : mask.orElseThrow().shifts()
                                                ? table.shiftedBy()
                                                : mask.orElseThrow().inWords(),
                table.profileOf(this).values());
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
