package dev.weir.releases.acts;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Act;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a workspace's waivers are those of people who may waive. Where roles are named, a waiver counts that the log of acts has,
 * with the same rule, product, day, reason and people. One that was written into the file by hand alone does not.
 */
public final class PermittedWaivers {

    private PermittedWaivers() {}

    /** What a waiver says, as it is asked for. */
    public static Deed asked(Waiver waiver) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("rule", waiver.rule());
        facts.put("product", waiver.product());
        facts.put("until", waiver.until().toString());
        facts.put("because", waiver.because());
        return new Deed(Act.WAIVE, facts);
    }

    /** A problem for each waiver that does not count; none where everybody may waive. */
    public static List<Problem> problems(Workspace workspace) {
        List<Waiver> waivers = workspace.products().stream()
                .flatMap(product -> product.concessions().waivers().stream())
                .toList();
        Problems problems = new Problems();
        try {
            boolean byTwo = !waivers.isEmpty() && Door.needsTwo(workspace, Act.WAIVE);
            if (waivers.isEmpty() || (!byTwo && !workspace.roles().areNamed())) {
                return List.of();
            }
            ActHistory history = ActLog.of(workspace).read();
            waivers.stream()
                    .filter(waiver -> !counts(waiver, history, byTwo))
                    .forEach(waiver -> problems.add(
                            byTwo ? Code.SECOND_PERSON : Code.NOT_PERMITTED,
                            waiver.place(),
                            "The waiver of '" + waiver.rule() + "' by '" + waiver.by() + "' does not count",
                            byTwo
                                    ? "two people have to answer for a waiver, and the log of acts has none of both with this"
                                            + " rule, product, day, reason and person"
                                    : "weir.yaml says who may waive, and the log of acts has no such waiver with this rule,"
                                            + " product, day, reason and person",
                            "take it out, or let somebody who may give the same to 'weir waive'"));
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
        }
        return problems.list();
    }

    private static boolean counts(Waiver waiver, ActHistory history, boolean byTwo) {
        Deed asked = asked(waiver);
        return byTwo
                ? history.waived(asked, waiver.by())
                        .flatMap(ActRequest::approver)
                        .filter(second -> waiver.approvedBy()
                                .equals(Optional.of(second.person().name())))
                        .isPresent()
                : history.hasBegun(asked, waiver.by());
    }
}
