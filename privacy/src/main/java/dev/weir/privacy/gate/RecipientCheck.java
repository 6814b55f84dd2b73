package dev.weir.privacy.gate;

import dev.weir.contracts.Code;
import dev.weir.contracts.Mechanism;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Recipient;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.List;

/** What recipients say that only the law pack can judge: categories, and masks that never leave the country. */
public final class RecipientCheck {

    private final LawPack law;
    private final Problems problems;

    public RecipientCheck(LawPack law, Problems problems) {
        this.law = law;
        this.problems = problems;
    }

    /** Tells everything that is wrong with these recipients. */
    public void check(List<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            for (Mechanism mechanism : recipient.mechanisms()) {
                mechanism.scope().categories().forEach(code -> known(code, mechanism.place()));
            }
            recipient.delivery().masks().forEach(this::mask);
        }
    }

    private void mask(Recipient.ChosenMask chosen) {
        if (chosen.target() instanceof Recipient.OfCategory category) {
            known(category.code(), chosen.place());
        }
        try {
            Mask mask = Mask.parse(chosen.mask(), chosen.place());
            if (mask.method() == MaskMethod.PARTIAL) {
                problems.add(
                        Code.INVALID_MASK,
                        chosen.place(),
                        "a recipient has the mask 'partial'",
                        "it is for display, and never leaves",
                        "write redact, pseudonymise or drop");
            }
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
        }
    }

    private void known(String code, Place place) {
        if (law.category(code).isEmpty()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    place,
                    "there is no category '" + code + "'",
                    "law pack " + law.id() + " states none",
                    Nearest.remedy(
                            code,
                            law.categories().keySet(),
                            "write one of " + String.join(", ", law.categories().keySet())));
        }
    }
}
