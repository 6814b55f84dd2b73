package dev.weir.releases.acts;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.json.RuleFingerprint;
import dev.weir.contracts.roles.Act;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a workspace's waivers are those of people who may waive. Where roles are named, a waiver counts that the log of acts has,
 * with the same rule as it is written now, product, day, reason and people. One that was written into the file by hand alone does
 * not, and none whose rule was changed since.
 */
public final class PermittedWaivers {

    private PermittedWaivers() {}

    /**
     * A waiver, as it is asked for.
     *
     * @param owner the product with the rule as it is written now
     */
    public static ActDetails asked(Product owner, Waiver waiver) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("rule", waiver.rule());
        owner.rules().stream()
                .filter(rule -> rule.id().equals(waiver.rule()))
                .findFirst()
                .ifPresent(rule -> facts.put("fingerprint", RuleFingerprint.of(rule)));
        facts.put("product", waiver.product());
        facts.put("until", waiver.until().toString());
        facts.put("because", waiver.because());
        return new ActDetails(Act.WAIVE, facts);
    }

    /** A problem for each waiver that does not count; none where everybody may waive. */
    public static List<Problem> problems(Workspace workspace) {
        List<Product> waiving = workspace.products().stream()
                .filter(product -> !product.concessions().waivers().isEmpty())
                .toList();
        Problems problems = new Problems();
        try {
            boolean byTwo = !waiving.isEmpty() && AccessGuard.needsTwo(workspace, Act.WAIVE);
            if (waiving.isEmpty() || (!byTwo && !workspace.roles().areNamed())) {
                return List.of();
            }
            ActHistory history = ActLog.of(workspace).read();
            for (Product product : waiving) {
                product.concessions().waivers().stream()
                        .filter(waiver -> !counts(product, waiver, history, byTwo))
                        .map(waiver -> notCounting(waiver, byTwo))
                        .forEach(problems::add);
            }
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
        }
        return problems.list();
    }

    private static Problem notCounting(Waiver waiver, boolean byTwo) {
        String same = " with this rule as it is written now, product, day, reason and person";
        return new Problem(
                byTwo ? Code.SECOND_PERSON : Code.NOT_PERMITTED,
                waiver.place(),
                "The waiver of '" + waiver.rule() + "' by '" + waiver.by() + "' does not count",
                byTwo
                        ? "two people have to answer for a waiver, and the log of acts has none of both" + same
                        : "weir.yaml says who may waive, and the log of acts has no such waiver" + same,
                "take it out, or let somebody who may give the same to 'weir waive'");
    }

    private static boolean counts(Product owner, Waiver waiver, ActHistory history, boolean byTwo) {
        ActDetails asked = asked(owner, waiver);
        return byTwo
                ? history.waived(asked, waiver.by())
                        .flatMap(ActRequest::approver)
                        .filter(second -> waiver.approvedBy()
                                .equals(Optional.of(second.person().name())))
                        .isPresent()
                : history.hasBegun(asked, waiver.by());
    }
}
