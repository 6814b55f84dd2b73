package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.naming.NamingStandard;
import dev.weir.contracts.naming.Term;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import java.util.List;
import java.util.Optional;

/** The terms that a column cites: {@code authoritativeDefinitions} of ODCS, in the glossary or by an address. */
record CitedTerms(NamingStandard naming, Problems problems) {

    private static final String GLOSSARY = "naming.yaml#";
    private static final String URL = "url";

    List<CitedTerm> of(YamlMap column) {
        return column.maps("authoritativeDefinitions").stream()
                .flatMap(definition -> term(definition).stream())
                .distinct()
                .toList();
    }

    /** Of the glossary, or of a vocabulary on the web; other definitions are for people, and go out with the contract alone. */
    private Optional<CitedTerm> term(YamlMap definition) {
        String url = definition.textOrEmpty(URL);
        if (url.startsWith(GLOSSARY)) {
            return own(definition, url.substring(GLOSSARY.length()));
        }
        boolean isAddress = url.startsWith("https://") || url.startsWith("http://");
        return isAddress && definition.textOrEmpty("type").equals("businessDefinition")
                ? Optional.of(new CitedTerm(definition.textOrEmpty("description"), "", url))
                : Optional.empty();
    }

    private Optional<CitedTerm> own(YamlMap definition, String id) {
        Optional<Term> term = naming.term(id);
        if (term.isEmpty()) {
            List<String> ids = naming.terms().stream().map(Term::id).toList();
            problems.add(
                    Code.UNKNOWN_NAME,
                    definition.placeOf(URL),
                    "the term '" + id + "' is not in the glossary",
                    ids.isEmpty()
                            ? "contracts/naming.yaml has no terms"
                            : "no term of contracts/naming.yaml has this id",
                    NearestName.remedy(id, ids, "add the term, or cite another one"));
        }
        return term.map(Term::cited);
    }
}
