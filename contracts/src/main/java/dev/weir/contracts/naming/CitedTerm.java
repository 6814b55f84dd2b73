package dev.weir.contracts.naming;

/**
 * A term that a column stands for.
 *
 * @param name for people
 * @param definition what it means; empty where none is written
 * @param iri its identifier: an address that people wrote, or {@code #} and the id of a term of the workspace's own
 */
public record CitedTerm(String name, String definition, String iri) {

    private static final String OWN = "#";

    /** One of the workspace's own, which has no other identifier. */
    static CitedTerm own(String id, String name, String definition) {
        return new CitedTerm(name, definition, OWN + id);
    }

    /** Its name; its identifier where nothing else is written. */
    public String title() {
        return name.isBlank() ? id() : name;
    }

    /** Whether it has no identifier but the workspace's own. */
    public boolean isOwn() {
        return iri.startsWith(OWN);
    }

    /** What the identifier ends in: the id of a term of the workspace's own. */
    public String id() {
        return isOwn() ? iri.substring(OWN.length()) : iri;
    }
}
