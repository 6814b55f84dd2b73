package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameWords;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names of one word where grammar leaves room for a person alone: before "who", after a verb that is done to people, where
 * a person is spoken to, and in a list that is said to be one of people.
 */
public final class PersonPlaceFinder implements Finder {

    private static final int RANK = 412;

    private static final String WORD = "\\p{Lu}[\\p{L}'\\u2019-]{1,20}";
    private static final String NAME = "(" + WORD + ")(?<![-'\\u2019])";
    private static final String START = "(?=\\p{Lu})(?<![\\p{L}\\d'\\u2019-])(?<!\\p{Lu}\\p{L}{1,20} )";
    private static final String END = "(?![\\p{L}\\d-])(?! \\p{Lu}\\p{Ll})";

    private static final List<PrefilteredPattern> PLACES = List.of(
            // Kim, who; Kim himself
            PrefilteredPattern.capitalised(START + NAME + "(?:,? (?:who|whose|whom)|,? (?:him|her)self)(?!\\p{L})"),
            // Kim and his wife; Kim and I
            PrefilteredPattern.capitalised(START + NAME + " and (?:his|her|I)(?!\\p{L})"),
            PrefilteredPattern.capitalised("(?=[a-zI])(?<!\\p{L})(?:me|you|us|him|her|them|[Ii]) and " + NAME + END),
            // They met Kim; it belongs to Kim
            PrefilteredPattern.capitalised(
                    "(?=[a-zI])(?<!\\p{L})(?:ask(?:ed|ing)?|tell(?:ing)?|told|meet(?:ing)?|met|thank(?:ed|ing)?|invit(?:e|ed|ing)"
                            + "|marry(?:ing)?|married|kiss(?:ed)?|hugg?(?:ed)?|remind(?:ed)?|introduc(?:e|ed|ing)|emailed|texted|phoned|belong(?:s|ed)? to"
                            + "|speak(?:ing)? (?:to|with)|spoke (?:to|with)|talk(?:ed|ing|s)? (?:to|with|about)|wait(?:ed|ing)? for|listen(?:ed)? to"
                            + "|(?:birthday|wedding|death|arrest|son|daughter|wife|husband|widow|mother|father|friend) of|in love with|ask for"
                            + "|(?:fan|photos?|pictures?|portrait|biography|works|books?|songs?|poems?|novels?|films?|life|career|story|stories|music|house"
                            + "|home|words|help|care|memory|name|voice|face|eyes) of"
                            + "|hir(?:e|ed|ing)|fired|appoint(?:ed|ing)?|elect(?:ed|ing)?|arrest(?:ed|ing)?|kill(?:ed|ing)?|murder(?:ed)?|accus(?:e|ed|ing)|blam(?:e|ed|ing)"
                            + "|trust(?:ed)?|promis(?:e|ed)|wak(?:e|ing)(?: up)?|woke(?: up)?|pick(?:ed|ing)? up|drop(?:ped|ping)? off|kidnapped|rescued|raised"
                            + "|love|loves|loved|miss|misses|missed|knows?|knew|saw|seen|heard|hear|forgive|forgave|praised|criticised|criticized|sued|congratulate[sd]?"
                            + "|(?:call|letter|message|email|note|gift|card|text|word|invitation|visit|request|order|postcard|package|parcel)s? (?:from|to|for|by)"
                            + "|(?:gave|give|given|giving|sent|send|wrote|write|said|say|spoke|happened|listen|lent|sold|explained|offered|read|showed|apologi[sz]ed?|proposed) (?:it |this |that |them )?to"
                            + "|(?:went|go|going|came|come|dinner|lunch|live|lives|living|lived|work|works|working|worked|dance|danced|play|played|stay|stayed|staying|date|dated|date|drive|met|meeting|meet|appointment|interview|argued|angry|friends|alone|away|home) with"
                            + "|sign(?:ed)? by|sang by|painted by|on behalf of|in memory of|behalf of|against) "
                            + NAME + END),
            // Remember me, Kim?
            PrefilteredPattern.capitalised("\\p{Ll}, " + NAME + "[?!]"),
            PrefilteredPattern.capitalised(
                    "(?=[a-zI])(?<!\\p{L})(?:thanks?|sorry|please|yes|no|well|hello|hi|hey|ok|okay|listen|look|congratulations),? "
                            + NAME + "[.!?,]"),
            // that Kim went; "..." - Kim; Kim, 34, and Kim (34)
            PrefilteredPattern.capitalised(
                    "(?=[a-zI])(?<!\\p{L})(?:that|if|when|because|while|whether|since|until|where|how|why|though|unless|what) "
                            + NAME + "(?= (?!(?:is|was|are|were|be|and|or|of|for)(?!\\p{L}))\\p{Ll})"),
            PrefilteredPattern.capitalised("(?=-)(?<=[\\s\"\u201d])-{1,2} ?" + NAME + "\\s{0,3}$"),
            PrefilteredPattern.capitalised(START + NAME + "(?:, \\d{1,2},| \\(\\d{1,2}\\)| \\((?:born|b\\.|\\d{4}-))"),
            // Is Kim at home?
            PrefilteredPattern.capitalised(
                    "(?=\\p{Lu})(?<=^|[\\n\"\u201c]|[.!?] )(?:Is|Was|Did|Does|Has|Had|Will|Can|Could|Would|Should|Call|Ask|Tell|Meet|Thank|Email|Text"
                            + "|Remember|Where's|Who's|And|But|So|With|When|If|While|Because|Since|That) " + NAME
                            + END),
            // Yours,\nKim
            PrefilteredPattern.capitalised("(?=\\p{Lu})(?<=[\\p{Ll},.!?]\\n{1,4})" + NAME + "\\s{0,3}$"),
            // leave me Kim, four children
            PrefilteredPattern.capitalised("(?=[a-zI])(?<!\\p{L})(?:me|you|us) " + NAME + "(?=[,!?])"));

    /** What people do for a living, in small letters before a name: guitarist Kim, goalkeeper Lee. */
    private static final PrefilteredPattern OCCUPATION = PrefilteredPattern.capitalised(
            "(?=[a-z])(?<!\\p{L})(?:\\p{Ll}{3,14}(?:ist|keeper|smith|maker|master)|(?:\\p{Ll}{2,12}-)?(?:man|woman|men"
                    + "|singer|songwriter|writer|author|actor|actress|drummer|rapper|dancer|painter|player|striker|defender|driver|rider|teacher"
                    + "|lawyer|attorney|engineer|manager|director|producer|founder|owner|chairman|ceo|editor|reporter|designer|photographer"
                    + "|musician|politician|magician|clerk|cook|chef|pilot|sergeant|poet|composer|conductor|architect|coach|captain|boxer|runner"
                    + "|swimmer|golfer|president|minister|king|queen|prince|princess|saint|bishop|pope|user|customer|employee|tenant|passenger|victim"
                    + "|suspect|witness|resident|student|pupil|client|applicant|candidate|member)) (\\p{Lu}[\\p{L}'\\u2019-]{1,20}(?: \\p{Lu}[\\p{L}'\\u2019-]{1,20})?)(?<![-'\\u2019])(?![\\p{L}\\d-])");

    /** Kim's: who owns something and has no word's name is a person more often than anything else. */
    private static final PrefilteredPattern OWNER =
            PrefilteredPattern.capitalised(START + "(\\p{Lu}\\p{Ll}{2,14})['\u2019]s (?=\\p{Ll})");

    /** Kim felt so ill that she left. */
    private static final PrefilteredPattern SHE = PrefilteredPattern.capitalised(
            "(?=\\p{Lu})(?<=^|[\\n\"\u201c]|[.!?] )(\\p{Lu}\\p{Ll}{2,14}) (?!(?:and|of|or|the|a|an)(?!\\p{L}))\\p{Ll}"
                    + "[^\\p{Lu}\\n]{2,100}(?<!\\p{L})(?:he|she|his|her|him|himself|herself)(?!\\p{L})");

    private static final Pattern PERSON = Pattern.compile(
            "(?=[a-zI])(?<!\\p{L})(?:patient|pt|man|woman|boy|girl|child|baby|mother|father|mom|mum|dad|wife|husband|son|daughter|doctor|nurse|person|someone"
                    + "|everyone|friend|brother|sister|lady|guy|student|boss|king|queen)(?!\\p{L})");

    /** Three founders: Kim, Lee and Bo. */
    private static final PrefilteredPattern PEOPLE = PrefilteredPattern.capitalised(
            "(?<!\\p{L})(?i:founders|people|players|members|attendees|present|absent|apologies|cast|authors|guests|witnesses|winners|children"
                    + "|sons|daughters|brothers|sisters|siblings|friends|colleagues|participants|parents|students|teachers|nurses|doctors"
                    + "|partners|directors|owners|candidates|names|singers|actors|artists|writers|editors|assignees?|reviewers?)(?:,| are| were|:)?"
                    + " (" + WORD + "(?:(?:,|,? and| &) " + WORD + "){1,12})");

    /** At the start of a sentence a name that is a word, too, before a verb that things hardly take: Joy could not, Dean is calling. */
    private static final PrefilteredPattern DOING = PrefilteredPattern.capitalised(
            "(?=\\p{Lu})(?<=^|[\\n\"\u201c]|[.!?] )(\\p{Lu}\\p{Ll}{2,14})(?= (?:could not|couldn't|can't|cannot"
                    + "|won't|didn't|doesn't|hasn't|has (?:a|an|no|two|three|never|been \\p{Ll}{2,12}ing)|had (?:a|an|no|never)"
                    + "|(?:is|was) (?:\\p{Ll}{2,12}ing|here|born|married|late|angry|sad|happy|sick|ill|tired|my|his|her|our|their)"
                    + "|will (?:be|bring|come|go|call|meet|send|ask|take|help|join))(?!\\p{L}))");

    private static final Pattern ONE = Pattern.compile(WORD);

    @Override
    public void find(String text, Spans spans) {
        if (text.chars().noneMatch(Character::isUpperCase)) {
            return;
        }
        PLACES.forEach(place -> place.each(text, name -> add(text, name, spans)));
        addWords(OCCUPATION, text, spans);
        OWNER.each(text, owner -> {
            if (!LatinNames.isWordOfEnglish(lower(owner.group(1)))
                    && !LatinNameFinder.isTerm(text, owner.start(1), owner.end(1))) {
                add(text, owner, spans);
            }
        });
        SHE.each(text, she -> {
            String word = lower(she.group(1));
            if ((NameWords.isWordToo(word) || !LatinNames.isWordOfEnglish(word))
                    && !PERSON.matcher(she.group()).find()) {
                add(text, she, spans);
            }
        });
        DOING.addTo(spans, "NAME", RANK, text, name -> NameWords.isWordToo(lower(name.group(1))));
        addWords(PEOPLE, text, spans);
    }

    /** Each word of what is found. */
    private static void addWords(PrefilteredPattern form, String text, Spans spans) {
        form.each(text, found -> {
            Matcher word = ONE.matcher(text).region(found.start(1), found.end(1));
            while (word.find()) {
                SingleNameFinder.add(text, word.start(), word.end(), spans);
            }
        });
    }

    private static void add(String text, MatchResult found, Spans spans) {
        SingleNameFinder.add(text, found.start(1), found.end(1), spans);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
