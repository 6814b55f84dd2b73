package dev.weir.contracts.naming;

import java.util.List;
import java.util.Optional;

/**
 * How columns of products are named: {@code contracts/naming.yaml}.
 *
 * @param terms of the glossary
 * @param classWords by which names end
 * @param isEnforced whether a name that departs from it is wrong; else it is only named
 */
public record NamingStandard(List<Term> terms, List<ClassWord> classWords, boolean isEnforced) {

    /** Of a workspace without one: columns have any names. */
    public static final NamingStandard NONE = new NamingStandard(List.of(), List.of(), false);

    public NamingStandard {
        terms = List.copyOf(terms);
        classWords = List.copyOf(classWords);
    }

    /** A term by its id. */
    public Optional<Term> term(String id) {
        return terms.stream().filter(term -> term.id().equals(id)).findFirst();
    }
}
