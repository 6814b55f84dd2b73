package dev.weir.privacy.detect.vocabulary;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words in a text that are written by the rules of a nomenclature, in which rules for names, dates and numbers see theirs: structures and
 * systematic names of molecules, species, units, and ways of giving a drug. A word that is not one to its last sign is a word like any other.
 */
public final class Nomenclature {

    private static final Pattern INCHI = Pattern.compile(
            "InChI=1S?/(?!\\S*[0-9]{4})(?:[0-9]{0,2}(?:[A-Z][a-z]?[0-9]{0,3}){1,20}\\.?){1,20}(?:/[a-z][-0-9,;*()+?.HDTmnu]{0,4000})*(?=$|[\\s\"|])");

    private static final Pattern WORD = Pattern.compile("[^\\s,;|\"]{4,4000}");

    /** What bacteria, fungi and viruses of the clinic are called, and animals and plants of the laboratory. */
    private static final Pattern SPECIES =
            Pattern.compile("\\b(?:[A-Z]\\.|(?:Acinetobacter|Aspergillus|Bacillus|Bacteroides|Bordetella|Borrelia"
                    + "|Campylobacter|Candida|Chlamydia|Clostridi(?:um|oides)|Corynebacterium|Cryptococcus|Enterobacter|Enterococcus|Escherichia|Haemophilus|Helicobacter"
                    + "|Klebsiella|Lactobacillus|Legionella|Listeria|Moraxella|Mycobacterium|Mycoplasma|Neisseria|Plasmodium|Proteus|Pseudomonas|Salmonella|Serratia"
                    + "|Shigella|Staphylococcus|Stenotrophomonas|Streptococcus|Treponema|Ureaplasma|Vibrio|Yersinia|Saccharomyces|Drosophila|Arabidopsis|Caenorhabditis"
                    + "|Danio|Homo|Mus|Rattus|Macaca|Xenopus|Zea|Oryza))\\s?(?:abscessus|aeruginosa|albicans|anthracis|aureus|auris|avium|baumannii|bovis|catarrhalis"
                    + "|cerevisiae|cholerae|cloacae|coli|difficile|diphtheriae|elegans|enterica|epidermidis|faecalis|faecium|falciparum|fragilis|freundii|fumigatus"
                    + "|genitalium|glabrata|gonorrhoeae|haemolyticus|hominis|influenzae|jejuni|kansasii|krusei|laevis|lugdunensis|malariae|maltophilia|marcescens|mays"
                    + "|melanogaster|meningitidis|mirabilis|mulatta|musculus|neoformans|norvegicus|oxytoca|pallidum|parapsilosis|perfringens|pertussis|pneumoniae"
                    + "|pneumophila|pyogenes|rerio|sapiens|saprophyticus|sativa|stutzeri|subtilis|tetani|thaliana|trachomatis|tropicalis|tuberculosis|typhi(?:murium)?"
                    + "|vaginalis|vivax|vulgaris|xylosoxidans|spp?\\.?)(?![\\p{L}\\p{N}])");

    /** Long prefixes, which are surnames elsewhere; and Latin for how a drug is given, and how often. */
    private static final Pattern MEASURE = Pattern.compile(
            "(?<![\\p{L}\\p{N}.])(?:(?:[Kk]ilo|[Mm]ega|[Gg]iga|[Tt]era|[Mm]illi|[Mm]icro|[Nn]ano|[Pp]ico)(?:[a-z]{1,7})?/[a-zµ]{0,2}L"
                    + "|(?:p\\.o|i\\.v|i\\.m|s\\.c|s\\.l|i\\.p|i\\.d|i\\.n|p\\.r|p\\.r\\.n|q\\.d|b\\.i\\.d|t\\.i\\.d|q\\.i\\.d)\\.?)(?![\\p{L}\\p{N}])");

    /** What is added to tubes of blood, of which Li and Na are surnames; safety in magnetic fields by ASTM F2503; kits for ELISA; measures of bodies. */
    private static final Pattern LABORATORY = Pattern.compile(
            "(?<![\\p{L}\\p{N}-])(?:(?:Li|Na|K[23]?|Ca|NH4|Am|Lithium|Sodium|Natrium|Kalium|Potassium|Ammonium)[- ]"
                    + "(?:[Hh]eparin(?:at|ate)?|HEPARIN|[Cc]itrate?|[Zz]itrat|EDTA|[Ff]luoride?|[Oo]xalate?)"
                    + "|MR (?:Safe|Unsafe|Conditional)|DuoSet|Quantikine|BMI|BSA)(?![\\p{L}\\p{N}])");

    /** Numbers under which drugs are approved in China. */
    private static final Pattern APPROVAL = Pattern.compile("国药准字[HZSBTFJ][A-Z]?[0-9]{8}(?![0-9])");

    private Nomenclature() {}

    /** The text with blanks in the place of such words, so each place in it is the same. */
    public static String blanked(String text) {
        String rest = text.contains("InChI=") ? blanked(text, INCHI) : text;
        rest = WORD.matcher(rest)
                .replaceAll(word -> isOfMolecule(word.group()) ? blank(word) : Matcher.quoteReplacement(word.group()));
        rest = rest.indexOf('/') >= 0 || rest.indexOf('.') >= 0 ? blanked(rest, MEASURE) : rest;
        rest = rest.contains("国药准字") ? blanked(rest, APPROVAL) : rest;
        return blanked(blanked(rest, SPECIES), LABORATORY);
    }

    private static boolean isOfMolecule(String word) {
        return Smiles.is(word) || SystematicNames.is(word);
    }

    private static String blanked(String text, Pattern words) {
        return words.matcher(text).replaceAll(Nomenclature::blank);
    }

    private static String blank(MatchResult word) {
        return " ".repeat(word.end() - word.start());
    }
}
