package dev.weir.privacy.gate;

import dev.weir.contracts.Problems;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Recipient.ChosenMask;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.MaskFit;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.kind.Keep;
import dev.weir.privacy.mask.kind.Pseudonymise;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of released columns in a copy: the recipient's mask, else the law's for export, on top of the release's. What
 * leaves tells no more than the release, and no more than the law's mask would leave of the clear value; what cannot be shown to
 * be so stays, unless the recipient's entry has the reason why it may go ({@code because}).
 */
public final class CopyMasks {

    private final LawPack law;
    private final String product;
    private final Recipient recipient;
    private final Optional<Subjects> subjects;
    private final EarlierCopies earlier;

    /**
     * @param product its id
     * @param subjects whose the rows are; empty where that is unknown, and then no dates are shifted
     * @param earlier what the recipient has
     */
    public CopyMasks(
            LawPack law, String product, Recipient recipient, Optional<Subjects> subjects, EarlierCopies earlier) {
        this.law = law;
        this.product = product;
        this.recipient = recipient;
        this.subjects = subjects;
        this.earlier = earlier;
    }

    /** What becomes of a column that the release has not dropped. */
    public CopyMask of(ReleasedTable table, ReleasedColumn column) {
        Optional<Category> category = law.category(column.category());
        if (category.isEmpty()) {
            return new CopyMask.Stays(
                    "law pack " + law.id() + " has no category " + column.category(),
                    "make a new release under this law pack");
        }
        Optional<Mask> released = Mask.of(column);
        if (released.isEmpty()) {
            return new CopyMask.Stays(
                    "the release does not say what its mask '" + column.mask().method() + "' has left",
                    "make a new release");
        }
        if (released.get().leavesNothing()) {
            return new CopyMask.Leaves(List.of());
        }
        Optional<ChosenMask> chosen = chosen(recipient, product, table.name(), column.name(), column.category());
        Optional<Mask> ofLaw = category.get().mask(Destination.EXPORT).mask();
        CopyMask masked = chosen.isPresent()
                ? asked(category.get(), released.get(), chosen.get(), ofLaw)
                : byLaw(category.get(), released.get(), ofLaw);
        if (!(masked instanceof CopyMask.Leaves leaves)) {
            return masked;
        }
        CopyMask fitted = fitted(table, column, leaves);
        return fitted instanceof CopyMask.Leaves
                ? earlier.undoing(product, table.name(), column.name(), released.get(), leaves.masks())
                        .map(this::undone)
                        .orElse(fitted)
                : fitted;
    }

    private CopyMask undone(LedgerTransfer sent) {
        return new CopyMask.Stays(
                "transfer " + sent.id() + " of "
                        + sent.transfer().contents().release().reference()
                        + " sent it otherwise, and dates that are shifted in one copy and told by day, month or year in the"
                        + " other show the shift",
                "mask it as transfer " + sent.id() + " did, or say drop or redact for it under the " + named());
    }

    private CopyMask asked(Category category, Mask released, ChosenMask chosen, Optional<Mask> ofLaw) {
        Mask wanted = Mask.parse(chosen.mask(), chosen.place());
        if (ofLaw.isEmpty() && !wanted.leavesNothing()) {
            return blocked(category);
        }
        if (wanted.isForDisplay() || (released.isForDisplay() && !wanted.isConstant())) {
            return display();
        }
        Optional<List<Mask>> masks = AdditionalMasks.of(released, wanted);
        if (masks.isEmpty()) {
            return new CopyMask.Stays(
                    "the release has made it '" + released.display() + "', and the recipient's mask '"
                            + wanted.display() + "' cannot be done to that",
                    "say keep, redact or drop for it under the " + named());
        }
        if (ofLaw.isPresent() && chosen.because().isBlank() && !isAsCoarse(released, masks.get(), ofLaw.get())) {
            return new CopyMask.Stays(
                    "the recipient's mask '" + wanted.display() + "' is laxer than the law's '"
                            + ofLaw.get().display()
                            + "', or cannot be compared with it, and nobody says why",
                    "add because to it, or take it out of the " + named());
        }
        return new CopyMask.Leaves(masks.get());
    }

    private CopyMask byLaw(Category category, Mask released, Optional<Mask> ofLaw) {
        if (ofLaw.isEmpty()) {
            return blocked(category);
        }
        if ((ofLaw.get().isForDisplay() || released.isForDisplay())
                && !ofLaw.get().isConstant()) {
            return display();
        }
        Optional<List<Mask>> masks = AdditionalMasks.of(released, ofLaw.get())
                .or(() -> AdditionalMasks.of(released, new Keep()))
                .filter(done -> isAsCoarse(released, done, ofLaw.get()));
        if (masks.isPresent()) {
            return new CopyMask.Leaves(masks.get());
        }
        return new CopyMask.Stays(
                "the release has made it '" + released.display()
                        + "', which cannot be shown to tell no more than the law's '"
                        + ofLaw.get().display() + "'",
                "say redact or drop for it under the " + named() + "; or what may leave of it, with because");
    }

    /** Whether what leaves tells no more than the law's mask would leave of the clear value. */
    private static boolean isAsCoarse(Mask released, List<Mask> masks, Mask ofLaw) {
        return released.isAtLeastAsCoarseAs(ofLaw)
                || masks.stream().anyMatch(mask -> mask.isAtLeastAsCoarseAs(ofLaw) && holdsOn(released, mask));
    }

    /** Whether a mask tells no more of what the release has left than it would of the clear value. */
    private static boolean holdsOn(Mask released, Mask mask) {
        return released.keeps()
                || mask.isAtLeastAsCoarseAs(Pseudonymise.PLAIN)
                || (mask.method() == released.method() && mask.isAtLeastAsCoarseAs(released));
    }

    private CopyMask fitted(ReleasedTable table, ReleasedColumn column, CopyMask.Leaves leaves) {
        if (leaves.masks().isEmpty()) {
            return leaves;
        }
        Mask first = leaves.masks().get(0);
        Optional<ReleasedColumn> subject = subjects.flatMap(known -> known.of(table));
        if (first.shifts()
                && subject.flatMap(Mask::of).filter(CopyMasks::tellsPeopleApart).isEmpty()) {
            return new CopyMask.Stays(
                    "its dates are shifted for each person, and the release does not say whose the rows are",
                    "say drop or redact for it under the " + named());
        }
        Problems problems = new Problems();
        MaskFit.checkCopy(
                leaves.masks(),
                table.name(),
                column,
                law.category(column.category()).flatMap(Category::form),
                subject.map(ReleasedColumn::name),
                recipient.place(),
                problems);
        return problems.list().stream()
                .findFirst()
                .<CopyMask>map(problem -> new CopyMask.Stays(
                        problem.what().replaceFirst("^Column '[^']*'", "it") + ", which does not fit: " + problem.why(),
                        "give it another mask under the " + named()))
                .orElse(leaves);
    }

    private static boolean tellsPeopleApart(Mask ofSubject) {
        return ofSubject.isInjective() || ofSubject.canBeUndone();
    }

    private CopyMask blocked(Category category) {
        return new CopyMask.Stays(
                category.code() + " (" + category.term().chinese() + ") may not leave: "
                        + String.join(", ", category.standing().articles()),
                "say drop for it under the " + named());
    }

    private CopyMask display() {
        return new CopyMask.Stays(
                "a part of the value stays readable, which is for display only",
                "say drop or redact for it under the " + named());
    }

    private String named() {
        return "masks of recipient '" + recipient.id() + "' in contracts/recipients.yaml";
    }

    /** The recipient's mask for the column, else for its category. */
    static Optional<ChosenMask> chosen(
            Recipient recipient, String product, String table, String column, String category) {
        List<ChosenMask> masks = recipient.delivery().masks().stream()
                .filter(mask -> mask.target().covers(product, table, column, category))
                .toList();
        return masks.stream()
                .filter(mask -> mask.target() instanceof Recipient.OfColumn)
                .findFirst()
                .or(() -> masks.stream().findFirst());
    }
}
