package dev.weir.privacy.gate;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Table;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.TriState;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.text.NearestName;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.MaskFit;
import dev.weir.privacy.mask.Mask;
import java.util.List;
import java.util.Optional;

/**
 * What recipients say that only the law pack can judge: categories, masks that never leave the country, and masks that do not fit
 * what the contracts let a release have.
 */
public final class RecipientCheck {

    private final LawPack law;
    private final Problems problems;

    public RecipientCheck(LawPack law, Problems problems) {
        this.law = law;
        this.problems = problems;
    }

    /** Tells everything that is wrong with a workspace's recipients. */
    public void check(Workspace workspace) {
        for (Recipient recipient : workspace.recipients()) {
            foreign(recipient);
            for (TransferMechanism mechanism : recipient.mechanisms()) {
                mechanism.scope().categories().forEach(code -> known(code, mechanism.place()));
            }
            recipient.delivery().masks().forEach(chosen -> mask(workspace, recipient, chosen));
        }
    }

    /** Who sits abroad is foreign; only in Hong Kong and Macao may an organisation count as the mainland's (HGR Rules 12). */
    private void foreign(Recipient recipient) {
        recipient
                .party()
                .region()
                .filter(region -> recipient.party().foreign() == TriState.NO && FactContradictions.isForeign(region))
                .ifPresent(region -> problems.add(
                        Code.INVALID_VALUE,
                        recipient.place(),
                        "recipient '" + recipient.id() + "' sits in " + region + " and is said not to be foreign",
                        "who sits abroad is foreign; only in Hong Kong and Macao may an organisation be under the"
                                + " mainland's control",
                        "write foreign: true, or the region where it is registered"));
    }

    private void mask(Workspace workspace, Recipient recipient, Recipient.ChosenMask chosen) {
        if (chosen.target() instanceof Recipient.OfCategory category) {
            known(category.code(), chosen.place());
        }
        try {
            Mask mask = Mask.parse(chosen.mask(), chosen.place());
            if (mask.isForDisplay()) {
                problems.add(
                        Code.INVALID_MASK,
                        chosen.place(),
                        "a recipient has the mask 'partial'",
                        "it is for display, and never leaves",
                        "write redact, pseudonymise or drop");
                return;
            }
            for (String product : recipient.request().products()) {
                if (!workspace
                        .product(product)
                        .map(found -> fits(mask, chosen, recipient, found))
                        .orElse(true)) {
                    return;
                }
            }
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
        }
    }

    /** Whether it fits each column that it is for; the first that it does not fit is noted. */
    private boolean fits(Mask mask, Recipient.ChosenMask chosen, Recipient recipient, Product product) {
        return product.tables().stream()
                .allMatch(table -> table.columns().stream()
                        .allMatch(column -> !isFor(chosen, recipient, product, table, column)
                                || fits(mask, chosen, product, table, column)));
    }

    private static boolean isFor(
            Recipient.ChosenMask chosen, Recipient recipient, Product product, Table table, Column column) {
        return CopyMasks.chosen(recipient, product.id(), table.name(), column.name(), category(column))
                .map(Recipient.ChosenMask::place)
                .filter(place -> place.line() == chosen.place().line()
                        && place.column() == chosen.place().column())
                .isPresent();
    }

    private boolean fits(Mask mask, Recipient.ChosenMask chosen, Product product, Table table, Column column) {
        Mask released;
        try {
            released = law.maskOf(column, product.audience());
        } catch (ProblemsException e) {
            return true; // the column's own check reports what is wrong with it
        }
        if (released.isConstant() || mask.isConstant()) {
            return true;
        }
        Optional<List<Mask>> masks = AdditionalMasks.of(released, mask);
        if (masks.isEmpty()) {
            problems.add(
                    Code.INVALID_MASK,
                    chosen.place(),
                    "a recipient has the mask '" + mask.display() + "' for the column '" + table.name() + "."
                            + column.name() + "'",
                    "the release makes it '" + released.display() + "', and the mask cannot be done to that",
                    "write redact or drop for that column, or a mask that fits");
            return false;
        }
        return MaskFit.checkCopy(
                masks.get(),
                table.name(),
                new ReleasedColumn(
                        column.name(),
                        released.outcome() == Mask.Outcome.TEXT
                                ? "string"
                                : column.type().display(),
                        category(column),
                        released.method().word(),
                        "",
                        ""),
                law.category(category(column)).flatMap(Category::form),
                table.keys().subject(),
                chosen.place(),
                problems);
    }

    private static String category(Column column) {
        return column.meaning().category().orElse("");
    }

    private void known(String code, Place place) {
        if (law.category(code).isEmpty()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    place,
                    "there is no category '" + code + "'",
                    "law pack " + law.id() + " states none",
                    NearestName.remedy(
                            code,
                            law.categories().keySet(),
                            "write one of " + String.join(", ", law.categories().keySet())));
        }
    }
}
