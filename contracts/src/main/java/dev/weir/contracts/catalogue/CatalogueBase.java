package dev.weir.contracts.catalogue;

import java.util.Optional;

/**
 * Where the identifiers of products begin: an address that a workspace owns, or {@code urn:weir:}. A product, its releases, their tables
 * and columns have one IRI each below it, the same in every export and in lineage. Names are percent-encoded as UTF-8 (RFC 3986).
 *
 * @param iri such as {@code https://data.example.org/}; ends where a product's name can follow
 */
public record CatalogueBase(String iri) {

    /** Of a workspace that owns no address: identifiers that nothing answers. */
    public static final CatalogueBase URN = new CatalogueBase("urn:weir:");

    public CatalogueBase {
        if (!iri.endsWith("/") && !iri.endsWith(":")) {
            throw new IllegalArgumentException("A base ends with / or :, and '" + iri + "' does not");
        }
    }

    /** An address of the web that people wrote, with or without its last slash; empty where it is none. */
    public static Optional<CatalogueBase> parse(String written) {
        return WebFolder.parse(written).map(folder -> new CatalogueBase(folder.address()));
    }

    /** Whether a server may answer at it. */
    public boolean isAddress() {
        return !equals(URN);
    }

    /** A product: {@code <base>clinical/}. */
    public String product(String product) {
        return iri + WebFolder.encoded(product) + "/";
    }

    /** A release of it: {@code <base>clinical/12/}. */
    public String release(String product, long number) {
        return product(product) + number + "/";
    }

    /** The page about a release, which lies there where the folder {@code site/} is served at the base: {@code <base>clinical/12.html}. */
    public String page(String product, long number) {
        return product(product) + number + ".html";
    }

    /** A table of a release: {@code <base>clinical/12/encounters}. */
    public String table(String product, long number, String table) {
        return release(product, number) + WebFolder.encoded(table);
    }

    /** A column of a table of a release: {@code <base>clinical/12/encounters#sex}. */
    public String column(String product, long number, String table, String column) {
        return table(product, number, table) + "#" + WebFolder.encoded(column);
    }

    /** A table of a source: {@code <base>-/source/raw.synthea.patients}. */
    public String source(String table) {
        return concept("source/" + WebFolder.encoded(table));
    }

    /** A term of the workspace's own glossary: {@code <base>-/term/length-of-stay}. */
    public String term(String id) {
        return concept("term/" + WebFolder.encoded(id));
    }

    /** What is no product's, such as an article of law: {@code <base>law/pipl/art-13}. No product is called {@code -}. */
    public String concept(String path) {
        return iri + "-/" + path;
    }
}
