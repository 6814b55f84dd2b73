package dev.weir.contracts.catalogue;

/**
 * What data are about, by the vocabulary of data themes of the EU's Publications Office
 * ({@code http://publications.europa.eu/resource/authority/data-theme}), which DCAT-AP asks for.
 */
public enum DataTheme {
    AGRI("Agriculture, fisheries, forestry and food"),
    ECON("Economy and finance"),
    EDUC("Education, culture and sport"),
    ENER("Energy"),
    ENVI("Environment"),
    GOVE("Government and public sector"),
    HEAL("Health"),
    INTR("International issues"),
    JUST("Justice, legal system and public safety"),
    REGI("Regions and cities"),
    SOCI("Population and society"),
    TECH("Science and technology"),
    TRAN("Transport");

    private final String label;

    DataTheme(String label) {
        this.label = label;
    }

    /** Its English name. */
    public String label() {
        return label;
    }
}
