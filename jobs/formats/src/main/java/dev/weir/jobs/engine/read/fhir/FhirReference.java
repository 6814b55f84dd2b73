package dev.weir.jobs.engine.read.fhir;

import dev.weir.contracts.format.fhir.FhirPrimitive;

/**
 * The key that a reference has: the id of the resource that it leads to, where this is a resource of the export and of the type that
 * is asked for.
 */
final class FhirReference {

    private final String target;
    private final String base;

    /** @param baseUrl of the export's server; empty where it is not known */
    FhirReference(String target, String baseUrl) {
        this.target = target;
        this.base = baseUrl.isEmpty() ? "" : baseUrl + "/";
    }

    /** Of a reference that has no key of the type. */
    static final class NoKey extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param why no value of the record in it */
        NoKey(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** The key of a reference such as {@code Patient/1}, {@code Patient/1/_history/2}, or one below the server's address. */
    String key(String reference) throws NoKey {
        String relative = relative(reference);
        int slash = relative.indexOf('/');
        if (slash < 0 || !relative.substring(0, slash).equals(target)) {
            throw new NoKey("not a reference to " + target);
        }
        String id = relative.substring(slash + 1);
        int version = id.indexOf("/_history/");
        if (version >= 0) {
            if (!FhirPrimitive.ID.has(id.substring(version + "/_history/".length()))) {
                throw new NoKey("a reference whose version is no id of FHIR");
            }
            id = id.substring(0, version);
        }
        if (!FhirPrimitive.ID.has(id)) {
            throw new NoKey("a reference without an id of FHIR");
        }
        return id;
    }

    private String relative(String reference) throws NoKey {
        if (reference.startsWith("#")) {
            throw new NoKey("a reference to a resource within the record, which has no row of its own");
        }
        if (reference.startsWith("urn:")) {
            throw new NoKey("a reference by urn:, which names an entry of a bundle and no resource of the export");
        }
        int search = reference.indexOf('?');
        if (search >= 0 && !reference.substring(0, search).contains(":")) {
            throw new NoKey("a conditional reference, a search that the server resolves which takes the bundle");
        }
        if (!base.isEmpty() && reference.startsWith(base)) {
            return reference.substring(base.length());
        }
        if (reference.contains("://")) {
            throw new NoKey(
                    base.isEmpty()
                            ? "a reference with the address of a server, and the contract names no baseUrl"
                            : "a reference to another server than the contract's baseUrl");
        }
        return reference;
    }
}
