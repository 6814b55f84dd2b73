package dev.weir.contracts.naming;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A term of the workspace's glossary.
 *
 * @param id by which columns cite it
 * @param name for people
 * @param definition what it means
 * @param words what a column's name has for it, the first one being the best; the name itself where nothing else is written
 * @param insteadOf what people write for it, and should not
 * @param sameAs the address of the same term in a vocabulary
 */
public record Term(
        String id,
        String name,
        String definition,
        List<String> words,
        List<String> insteadOf,
        Optional<String> sameAs) {

    public Term {
        words = words.isEmpty() ? List.of(name.toLowerCase(Locale.ROOT).replace(' ', '_')) : List.copyOf(words);
        insteadOf = List.copyOf(insteadOf);
    }

    /** As a column cites it. */
    public CitedTerm cited() {
        return sameAs.map(iri -> new CitedTerm(name, definition, iri))
                .orElseGet(() -> CitedTerm.own(id, name, definition));
    }
}
