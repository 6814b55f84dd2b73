package dev.weir.privacy.detect.vocabulary;

import dev.weir.privacy.validate.CheckDigit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes whose form or check digit is their own: ICD-10 with a subcategory, LOINC (Regenstrief, mod 10), ATC (WHO), SNOMED CT
 * (Verhoeff, with the partition of a concept, description or relationship), CAS numbers, terms for variants, and accessions of
 * the public databases of genes, proteins and compounds, and stages of tumours. Codes that are digits alone, without a check, are none: a person's number is
 * such digits, too.
 */
final class PublishedCodes {

    /** Registers of trials: ClinicalTrials.gov, of China, the EU, Japan, Australia, Germany, India and Korea, and ISRCTN. */
    private static final String TRIAL =
            "NCT[0-9]{8}|ChiCTR(?:-[A-Z]{2,5}-|-)?[0-9]{8,10}|EUCTR[0-9]{4}-[0-9]{6}-[0-9]{2}(?:-[A-Z]{2})?|EudraCT:? ?[0-9]{4}-[0-9]{6}-[0-9]{2}"
                    + "|ISRCTN[0-9]{8}|(?:JPRN-)?(?:UMIN[0-9]{9}|jRCT[0-9s]{10,11})|ACTRN[0-9]{14}|DRKS[0-9]{8}|CTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}|KCT[0-9]{7}";

    private static final Pattern FORM = Pattern.compile(
            "[A-TV-Z][0-9][0-9A-B]\\.[0-9A-Z]{1,4}" // ICD-10
                    + "|[A-V][0-9]{2}[A-Z]{2}[0-9]{2}" // ATC
                    + "|ENS[A-Z]{0,6}[GTPE][0-9]{11}(?:\\.[0-9]+)?|[NX][MRPGCTW]_[0-9]{6,9}(?:\\.[0-9]+)?|rs[0-9]{2,12}"
                    + "|(?:https?://|urn:)(?:terminology\\.hl7\\.org|hl7\\.org|www\\.hl7\\.org|loinc\\.org|snomed\\.info|unitsofmeasure\\.org"
                    + "|www\\.nlm\\.nih\\.gov|www\\.whocc\\.no|www\\.ama-assn\\.org|id\\.who\\.int|hl7|iso|ietf|oid)[A-Za-z0-9/:._#-]*" // FHIR's systems
                    // a bare AB_1234 or SCR_001 is as well a study's code of a person
                    + "|(?:RRID: ?)?CVCL_[0-9A-Z]{4}|RRID: ?(?:AB|SCR|IMSR_JAX|MMRRC|BDSC|Addgene)[_:][0-9A-Z-]{3,12}"
                    + "|" + TRIAL
                    + "|国药准字[HZSBTFJ][A-Z]?[0-9]{8}|国食药监械[^0-9]{0,8}[0-9]{4}第[0-9]{6,8}号|国械(?:注|备)[准进许][0-9]{8,11}" // approvals of drugs and devices
                    + "|(?i:https?://(?:[a-z]+\\.)?clinicaltrials\\.gov/[a-z0-9/?=&_-]{0,40}(?:NCT[0-9]{8})?)"
                    // stages of tumours (UICC), fibrosis by METAVIR, pregnancies and births
                    + "|[cpyramu]{0,3}T(?:[0-4][a-d]?[12]?|is|[aX])[cp]?N[0-3X][a-c]?(?:[cp]?M[01X][a-c]?)?|A[0-3]F[0-4]|G[0-9]{1,2}P[0-9]{1,2}(?:A[0-9]{1,2})?(?:L[0-9]{1,2})?"
                    + "|CHEMBL[0-9]{1,8}|ZINC[0-9]{6,16}|CHEBI:[0-9]{1,7}|(?:GO|HP|MONDO|DOID|UBERON|CL|EFO|OMIM|NCIT|HGNC|MESH):[A-Z]?[0-9]{1,7}");

    /** What a variant does by the Sequence Ontology, and what it means by ClinVar: several stand with marks between them. */
    private static final Pattern OF_VARIANTS = terms(
            "(?:[a-z0-9]+_)*(?:variant|gained|lost|retained|insertion|deletion|truncation|elongation|amplification|ablation|fusion)",
            "(?:likely_)?(?:benign|pathogenic)|uncertain_significance|conflicting_[a-z_]{5,60}|drug_response|risk_factor|not_provided");

    private static final Pattern LOINC = Pattern.compile("([0-9]{1,5})-([0-9])");
    private static final Pattern CAS = Pattern.compile("([1-9][0-9]{1,6})-([0-9]{2})-([0-9])");
    private static final Pattern SNOMED = Pattern.compile("[1-9][0-9]{2,14}(?:0[0-2]|1[0-2])[0-9]");

    private PublishedCodes() {}

    static boolean isCode(String text) {
        return FORM.matcher(text).matches()
                || OF_VARIANTS.matcher(text).matches()
                || isLoinc(text)
                || isCas(text)
                || isSnomed(text);
    }

    private static Pattern terms(String... terms) {
        String one = "(?:" + String.join("|", terms) + ")";
        return Pattern.compile(one + "(?:[&,/|]_?" + one + ")*", Pattern.CASE_INSENSITIVE);
    }

    private static boolean isLoinc(String text) {
        Matcher code = LOINC.matcher(text);
        return code.matches()
                && CheckDigit.card(digits(code.group(1)), code.group(1).length())
                        == code.group(2).charAt(0);
    }

    private static boolean isCas(String text) {
        Matcher code = CAS.matcher(text);
        if (!code.matches()) {
            return false;
        }
        String digits = code.group(1) + code.group(2);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.length() - i) * (digits.charAt(i) - '0');
        }
        return sum % 10 == code.group(3).charAt(0) - '0';
    }

    private static boolean isSnomed(String text) {
        return SNOMED.matcher(text).matches() && CheckDigit.isVerhoeff(text);
    }

    private static byte[] digits(String text) {
        byte[] digits = new byte[text.length()];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) (text.charAt(i) - '0');
        }
        return digits;
    }
}
