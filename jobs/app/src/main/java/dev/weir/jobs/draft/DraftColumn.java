package dev.weir.jobs.draft;

import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.util.Locale;

/**
 * A column of a drafted table.
 *
 * @param name in source and product
 * @param origin as the files have it
 * @param type as its values prove it
 * @param meaning in law
 */
record DraftColumn(String name, LayoutColumn origin, DraftType type, DraftMeaning meaning) {

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

    DraftResult.DraftedColumn drafted() {
        return new DraftResult.DraftedColumn(
                name, meaning.category(), meaning.sure().name().toLowerCase(Locale.ROOT), meaning.because());
    }

    /** What its file calls it, or else its name. */
    String label() {
        return origin.label().isEmpty() ? name : origin.label();
    }
}
