package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/**
 * Finds addresses in Latin letters: a street with its number, a flat, a post box, or what words such as "lives at" announce.
 * The words for streets are those of USPS Publication 28 and of a dozen languages. What follows, up to the country, is
 * {@link AddressTail}'s.
 */
public final class StreetFinder implements Finder {

    private static final int RANK = 150;

    private static final String START = "(?<![0-9\\p{L}.,/-])";
    private static final String NUMBER = "\\d{1,6}[A-Za-z]?(?:[/-]\\d{1,4})?";
    private static final String NUMBERS = "(?:" + NUMBER + ",? ){1,3}";
    private static final String MAYBE_NUMBERS = "(?:" + NUMBER + ",? ){0,3}";
    private static final String WORD = "\\p{Lu}[\\p{L}'\\u2019.-]{0,24}";
    private static final String PLACE = "(?:(?:" + WORD
            + "|\\d{1,3}(?:st|nd|rd|th|\\.)?|de|du|des|del|della|delle|dello|degli|dei|di|do|dos|das|da|e|i|la|le|las|los|el|van|von|der|den|dem|am|an|im|zum|zur|of|the|al|na|y|et|l'|d')"
            + " )";
    private static final String LAST = "[\\p{L}'\\u2019.-]{2,24}";

    private static final String COMMON =
            "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Terrace|Tce"
                    + "|Square|Highway|Hwy|Parkway|Pkwy|Crescent|Circle|Cir|Trail|Turnpike|Expressway|Freeway|Alley|Str";
    private static final String RARE =
            "Place|Pl|Sq|Close|Row|Walk|Loop|Plaza|Path|Pike|Mews|Gardens|Grove|Heights|Hill|Hills"
                    + "|Junction|Knolls?|Manors?|Meadows?|Mills?|Ridges?|Route|Views?|Vista|Gate|Green|Parade|Quay|Rise|Vale|Crossing"
                    + "|Crossroad|Extensions?|Fields?|Flats?|Forges?|Forks?|Fort|Gateway|Glens?|Harbors?|Haven|Hollow|Inlet|Islands?"
                    + "|Isle|Lakes?|Landing|Lodge|Overpass|Parks?|Pass|Pines?|Plains?|Points?|Ports?|Prairie|Ramp|Ranch|Rapids?"
                    + "|Rest|River|Run|Shoals?|Shores?|Springs?|Spur|Station|Stream|Summit|Throughway|Trace|Track|Trafficway|Tunnel"
                    + "|Underpass|Unions?|Valleys?|Viaduct|Villages?|Ville|Walks|Wells?|Burgs?|Bypass|Camp|Canyon|Cape|Causeway"
                    + "|Cliffs?|Club|Common|Corners?|Course|Coves?|Creek|Crest|Curve|Dale|Dam|Divide|Estates?|Falls|Ferry";

    /** Words that end in a word for a street: German, Dutch, the Nordic languages, Finnish. */
    private static final String ENDING =
            "(?:stra(?:ss|\u00df|\u00df)e|str|gasse|weg|platz|allee|ring|ufer|damm|straat|laan|plein|kade|steeg"
                    + "|dijk|gracht|dreef|gata|gatan|gade|gate|vej|veien|vegen|v\u00e4gen|vegur|veg|gr\u00e4nd|str\u00e6ti|torg|torget|plads|all\u00e9|stien"
                    + "|katu|tie|kuja|polku|kaari|raitti|ranta|tee|t\u00e4nav|stieg|steig|markt|hof|graben|singel|pad|park|wal|stigen|stien|backen|bakken"
                    + "|v\u00e6nget|vangen|parken|marken|toften|engen|g\u00e5rden|lunden|svingen|braut|holt|st\u00edgur|t\u00fan|gar\u00f0ur)";

    /** Words for a street that stand before its name: French, Italian, Spanish, Portuguese, Polish and its neighbours. */
    private static final String LEADING =
            "(?:Rue|Rua|R\u00faa|Via|Viale|Vicolo|Calle|C/|Avda\\.?|Avenida|Av\\.?|Avenue|Boulevard|Bd"
                    + "|Bvd|Boul|Chemin|Impasse|Place|Plaza|Paseo|Piazza|Piazzetta|Corso|Largo|Strada|Contrada|Travessa|Estrada|Quai|All\u00e9e|Route"
                    + "|Carrer|Camino|Carretera|Ctra\\.?|Urb\\.?|Quadra|ul\\.|Ul\\.|Ulica|ulica|os\\.|al\\.|Trg|trg|Bulevar|Odos|rue|rua|calle"
                    + "|avenida|avenue|via|piazza"
                    + "|Chauss\u00e9e|Cours|Passage|Ruelle|Sentier|Carrera|Cra\\.?|Diagonal|Transversal|Jir\u00f3n|Jr\\.|Passeig|Pra\u00e7a|Alameda"
                    + "|Jalan|Jln?\\.?|Lorong|Bulevardul|Calea|\u015eoseaua|Leoforos|Lungotevere|Ulitsa|Prospekt|Sharia|Soi|Sector|Phase)";

    private static final String UNIT =
            "(?:Apt|Apartment|Suite|Ste|Unit|Flat|Room|Rm|Plot)\\.? ?(?:[Nn]o\\.? ?)?#?\\d{1,5}[A-Za-z]?"
                    + "(?![\\p{L}\\d])";

    private static final String ANNOUNCING =
            "(?=[A-Za-z])(?<![A-Za-z])(?:(?i:(?<!IP |ip |mail |web )address(?:es)?(?: is| of| to|:)?:?|lives? (?:on|at|in)|lived"
                    + " (?:on|at|in)|living (?:on|at|in)|resid(?:es|ing|ed) (?:on|at|in)|(?:located|situated|office is|is"
                    + " based|based|staying|stays|lodging|find us|find me|meet you|meet me|you off|me off|me up|you"
                    + " up|(?:restaurant|store|shop|clinic|house|home|place|flat) is)"
                    + " (?:at|on)|(?:taxi|ride|cab|moved|moving|return|deliver|delivered|delivery|send|sent|ship|shipped|mail|mailed)"
                    + " (?:it )?to|side of|corner of)[ \\t]*\\n"
                    + "{0,2}[ \\t]{0,3})";

    /** Each with what it takes for granted; the group 1, where there is one, is the address. */
    private static final List<PrefilteredPattern> FORMS = List.of(
            // 12 Oak Hill Road, 17 2450 Crown St, 30 Devon Street West
            PrefilteredPattern.capitalised(START + NUMBERS + "(?:[NSEW]\\.? )?" + PLACE + "{1,4}?(?:" + COMMON + "|"
                    + RARE + ")(?![\\p{L}\\d])\\.?"),
            // on Crown Street, where a word marks a place
            PrefilteredPattern.capitalised("(?<!\\p{L})(?:on|at|in|of|off|to|from|near|along|and) ((?:" + WORD
                    + " ){1,3}(?:" + COMMON + ")(?![\\p{L}\\d])\\.?)"),
            // Brucker Bundesstrasse 31, 14 Lindenweg
            PrefilteredPattern.capitalised(START + MAYBE_NUMBERS + "(?:" + WORD + " ){0,3}\\p{Lu}[\\p{L}-]{1,24}?"
                    + ENDING + "\\.? " + NUMBER + "(?![\\p{L}\\d])"),
            PrefilteredPattern.capitalised(
                    START + NUMBERS + "(?:" + WORD + " ){0,3}\\p{Lu}[\\p{L}-]{1,24}?" + ENDING + "(?![\\p{L}\\d])"),
            // Rua Mina 50, calle mayor 50, 20 Rue de la Paix
            PrefilteredPattern.compile(START + MAYBE_NUMBERS + LEADING + "(?<=[ ./\\p{L}]) ?" + PLACE + "{0,5}?" + LAST
                    + ",? " + NUMBER + "(?![\\p{L}\\d])"),
            PrefilteredPattern.capitalised(START + NUMBERS + LEADING + " ?" + PLACE + "{0,4}(?:" + WORD + ")"),
            // Wesselényi u. 94.
            PrefilteredPattern.capitalised(START + MAYBE_NUMBERS + "(?:" + WORD
                    + " ){1,3}(?:\\p{L}{2,16} )?(?:u\\.|utca|\u00fat|\u00fatja|t\u00e9r|tere|k\u00f6z|nám\u011bst\u00ed"
                    + "|ulice|tee|t\u00e4nav|v\u00e4g|vei|terrasse|plass|cesta|weg|gate) " + NUMBER
                    + "(?![\\p{L}\\d])\\.?"),
            // 61076 32 Kuuse Apt. 681
            PrefilteredPattern.capitalised(START + "\\d{3,6},? " + NUMBER + ",? " + WORD + " (?:" + LAST
                    + " ){0,4}\\d{1,4}[A-Za-z]?(?![\\p{L}\\d%/:]|[.,:-]\\d)"),
            // Carrera 7 # 71-21, calle 7 # 71-21
            PrefilteredPattern.compile(
                    START + LEADING + " \\d{1,3}[A-Za-z]? ?(?:#|[Nn]o\\.?|N\u00b0) ?" + NUMBER + "(?![\\p{L}\\d])"),
            // 25615 Kuuse 53
            PrefilteredPattern.capitalised(START + "(\\d{3,6} " + WORD + " " + PLACE + "{0,4}" + NUMBER
                    + ")(?=\\s{0,2}(?:[,.\\n]|$)|\\s+\\p{Lu})"),
            // Kuuse 53 Apt. 72
            PrefilteredPattern.capitalised(
                    START + MAYBE_NUMBERS + PLACE + "{0,5}(?:" + NUMBER + ",?)?\\s{0,4}[?>|]{0,3} ?" + UNIT),
            // P.O. Box 12; Unit 12 Box 34; PSC 12, Box 34; FPO AE 12345
            PrefilteredPattern.capitalised(START + MAYBE_NUMBERS
                    + "(?:G?P\\.? ?O\\.? ?|Post(?:al)? ?|Unit \\d{1,5},? |(?:PSC|CMR) \\d{1,5},? )[Bb]ox \\d{1,6}"),
            PrefilteredPattern.capitalised(
                    START + "(?:(?:Private|Locked) Bag|Postfach|Postbus|Apartado(?: de Correos)?|Casilla"
                            + "|Caixa Postal|Casella Postale) [A-Z]{0,2}\\d{1,6}(?![\\p{L}\\d])"),
            PrefilteredPattern.capitalised(
                    START + "(?:US(?:NV|S|NS|CGC) " + WORD + "\\s{1,2})?(?:APO|FPO|DPO),? A[AEP] \\d{5}"),
            // the corner of Crown Street and 12 Oak Hill
            PrefilteredPattern.compile("(?<!\\p{L})((?i:the )?(?i:corner of) (?:" + PLACE + "|and |ul\\. |ten |"
                    + NUMBER + " ){0,8}(?:" + WORD + "|" + NUMBER + ")(?![\\p{L}\\d]))"),
            // lives at Kuuse 53, address: 53 Kuuse
            PrefilteredPattern.compile(ANNOUNCING + "(" + MAYBE_NUMBERS + "(?:" + WORD + " and )?(?:ul\\. )?" + PLACE
                    + "{1,4}" + NUMBER + "(?![\\p{L}\\d%/]|[.,]\\d)|" + NUMBERS + PLACE + "{0,4}" + WORD + ")"));

    /** A house number after a name that is no word of English, where nothing but the number and its place say what it is. */
    private static final List<PrefilteredPattern> FOREIGN = List.of(
            // 2274 Kuuse 41
            PrefilteredPattern.compile(START + "(?:" + NUMBER + ",? ){1,2}" + WORD + " (?:" + LAST
                    + " ){0,3}\\d{1,4}[A-Za-z]?(?![\\p{L}\\d%/:]|[.,:-]\\d)"),
            // at Kuuse 41
            PrefilteredPattern.compile(
                    "(?<!\\p{L})(?:at|near|opposite|outside|behind|(?:drive|walk|way|taxi|ride|go|come|get|directions|enter) (?:to|on))"
                            + " (" + PLACE + "{1,4}\\d{1,4}[A-Za-z]?)(?![\\p{L}\\d%/:]|[.,:-]\\d)"));

    private static final List<PrefilteredPattern> SMALL_FOREIGN = List.of(PrefilteredPattern.ofAnyCase(
            START + "(?:" + NUMBER + " ){1,2}(?:" + LAST + " ){1,4}\\d{1,4}[a-z]?(?![\\p{L}\\d%/:]|[.,:-]\\d)"));

    /** In a text without one capital letter: what is an address even so. */
    private static final List<PrefilteredPattern> SMALL = List.of(
            PrefilteredPattern.ofAnyCase(
                    START + MAYBE_NUMBERS + "(?:" + LAST + " ){0,5}(?:" + NUMBER + ",?)?\\s{0,4}[?>|]{0,3} ?" + UNIT),
            PrefilteredPattern.ofAnyCase(
                    START + "(?:psc|unit) \\d{1,5},? box \\d{1,6}(?:\\s{1,2}[adf]po,? a[aep] \\d{5})?"),
            PrefilteredPattern.ofAnyCase(START + MAYBE_NUMBERS + "p\\.? ?o\\.? ?box \\d{1,6}"),
            PrefilteredPattern.ofAnyCase(
                    START
                            + "\\d{2,5} (?:\\p{Ll}{3,20} ){1,2}(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd)\\.?(?=\\s{0,3}(?:[,.;\\n]|$))"),
            PrefilteredPattern.ofAnyCase("(?:address(?: is)?:?|lives? (?:on|at)|office is at|taxi to)[ \\t]*\\n{0,2}("
                    + NUMBERS + "(?:" + LAST + " ){1,4}?" + "(?:" + NUMBER + "|" + COMMON + "|\\p{L}{2,20}" + ENDING
                    + ")(?![\\p{L}\\d]))"));

    @Override
    public void find(String text, Spans spans) {
        boolean small = text.chars().noneMatch(Character::isUpperCase);
        find(small ? SMALL : FORMS, text, small, false, spans);
        find(small ? SMALL_FOREIGN : FOREIGN, text, small, true, spans);
    }

    private static void find(List<PrefilteredPattern> forms, String text, boolean small, boolean foreign, Spans spans) {
        for (PrefilteredPattern form : forms) {
            PrefilteredPattern.Matches streets = form.in(text);
            int from = 0;
            while (from <= text.length() && streets.find(from)) {
                MatchResult street = streets.match();
                int group = street.groupCount() > 0 ? 1 : 0;
                int start = street.start(group);
                int end = street.end(group);
                if (AddressTail.isPlace(text, start, end) && (!foreign || isForeign(text.substring(start, end)))) {
                    end = AddressTail.end(text, end, small);
                    spans.add("ADDR", start, end, RANK);
                }
                from = Math.max(end, street.end());
            }
        }
    }

    /** Whether no word is one of English, but those that other languages put between the words of a street. */
    private static boolean isForeign(String street) {
        boolean foreign = false;
        for (String word : street.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            boolean counts = word.length() > 1 && !AddressTail.JOINING.contains(word);
            if (counts && LatinNames.isWordOfEnglish(word)) {
                return false;
            }
            foreign |= counts && word.length() > 3;
        }
        return foreign;
    }
}
