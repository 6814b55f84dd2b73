package dev.weir.contracts.catalogue;

/**
 * What kind of organisation publishes data, by the vocabulary of ADMS ({@code http://purl.org/adms/publishertype/1.0}), which DCAT-AP
 * recommends.
 */
public enum PublisherKind {
    ACADEMIA("Academia-ScientificOrganisation", "Academia/Scientific organisation"),
    COMPANY("Company", "Company"),
    CONSORTIUM("IndustryConsortium", "Industry consortium"),
    LOCAL_AUTHORITY("LocalAuthority", "Local authority"),
    REGIONAL_AUTHORITY("RegionalAuthority", "Regional authority"),
    NATIONAL_AUTHORITY("NationalAuthority", "National authority"),
    NON_PROFIT("NonProfitOrganisation", "Non-profit organisation"),
    NON_GOVERNMENTAL("NonGovernmentalOrganisation", "Non-governmental organisation"),
    STANDARDS_BODY("StandardisationBody", "Standardisation body");

    private final String code;
    private final String label;

    PublisherKind(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The last part of its IRI in the vocabulary. */
    public String code() {
        return code;
    }

    /** Its English name. */
    public String label() {
        return label;
    }
}
