package dev.weir.catalogue.dcat;

import java.util.Arrays;
import java.util.List;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/**
 * A concept of a code list of the EU's Publications Office, of which DCAT-AP asks that a file types and labels each by itself:
 * validators follow no link.
 *
 * @param list its last part, such as {@code data-theme}
 * @param code such as {@code HEAL}
 * @param label in English
 */
record AuthorityConcept(String list, String code, String label) {

    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";

    /** Enters it, with the scheme that it is in. */
    Resource in(Model model, Resource... types) {
        Resource scheme = scheme(model, list);
        Resource concept = model.createResource(AUTHORITY + list + "/" + code)
                .addProperty(RDF.type, SKOS.Concept)
                .addProperty(SKOS.prefLabel, label, "en")
                .addProperty(SKOS.inScheme, scheme);
        List<Resource> further = Arrays.asList(types);
        further.forEach(type -> concept.addProperty(RDF.type, type));
        return concept;
    }

    static Resource scheme(Model model, String list) {
        return model.createResource(AUTHORITY + list)
                .addProperty(RDF.type, SKOS.ConceptScheme)
                .addProperty(DCTerms.title, list.replace('-', ' '), "en");
    }
}
