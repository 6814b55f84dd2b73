package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Place;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlParser;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.dqdl.LeftToRightArithmetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A condition whose arithmetic DQDL reads from left to right, and most people otherwise.
 *
 * @param rule its id
 * @param written the condition
 * @param usual the same with the brackets that most people think
 */
public record AmbiguousArithmetic(String rule, Place place, String written, String usual) {

    /** All in the checks of a sound workspace. */
    public static List<AmbiguousArithmetic> of(Workspace workspace, DqdlParser parser) {
        List<AmbiguousArithmetic> found = new ArrayList<>();
        for (Product product : workspace.products()) {
            for (Rule rule : product.rules()) {
                if (rule.check() instanceof Rule.Dqdl check) {
                    leaves(parser, check).forEach(leaf -> {
                        add(found, rule, leaf.condition());
                        add(found, rule, leaf.threshold());
                    });
                }
            }
        }
        return found;
    }

    private static void add(List<AmbiguousArithmetic> found, Rule rule, Optional<DqdlCondition> condition) {
        condition
                .filter(written -> written.kind() == DqdlCondition.Kind.NUMBER)
                .ifPresent(written -> LeftToRightArithmetic.usual(written.text())
                        .ifPresent(usual ->
                                found.add(new AmbiguousArithmetic(rule.id(), rule.place(), written.text(), usual))));
    }

    private static List<DqdlFacts.Leaf> leaves(DqdlParser parser, Rule.Dqdl check) {
        try {
            return parser.rule(check.rule()).leaves();
        } catch (DqdlSyntaxException e) {
            throw new IllegalStateException("The reader let through what is no DQDL: " + check.rule(), e);
        }
    }

    @Override
    public String toString() {
        return place + ": rule '" + rule + "' has '" + written + "'; by the usual order it is '" + usual + "'";
    }
}
