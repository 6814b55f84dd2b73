package dev.weir.contracts.catalogue;

/**
 * What kind of health data a product holds, by Article 51 of the European Health Data Space and the list of codes of its portal
 * ({@code https://hdeu-dcat.data.health.europa.eu/resource/authority/healthcategories}), which HealthDCAT-AP asks for.
 */
public enum HealthCategory {
    EHRS("Electronic health data from electronic health records"),
    DIOH("Factors that have an impact on health"),
    NRPE("Needs, resources, provision and expenditure of health care"),
    PGEH("Personal health data that medical devices generate"),
    IDHP("Status and specialisation of health professionals"),
    PHDR("Population-based registries of health data"),
    MRMR("Medical registries and registries of mortality"),
    EHCT("Clinical trials, studies and investigations"),
    EMRD("Other health data from medical devices"),
    RMMD("Registries of medicinal products and medical devices"),
    RQSH("Research cohorts, questionnaires and surveys"),
    EINS("Biobanks and databases that belong to them"),
    HRAD("Administrative data of health care"),
    HGPD("Human genetic, epigenomic and genomic data"),
    HPML("Other human molecular data"),
    RPDG("Data on pathogens"),
    WELA("Data from wellness applications");

    private final String label;

    HealthCategory(String label) {
        this.label = label;
    }

    /** What it means, in English. */
    public String label() {
        return label;
    }
}
