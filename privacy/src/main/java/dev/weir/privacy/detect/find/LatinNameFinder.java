package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.validate.Surnames;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds names in Latin letters: after titles and words that announce one, after common given names, and Chinese names in
 * pinyin.
 */
public final class LatinNameFinder implements Finder {

    private static final int RANK = 400;
    private static final int LONGEST_ABBREVIATION = 5;

    private static final String WORD =
            "\\p{Lu}(?:[\\p{L}&&[^\\p{IsHan}]]|['\\u2019](?=\\p{L})|-(?=\\p{L})|(?<=(?<!\\p{L})\\p{Lu})\\.){0,24}";
    /** Words in small letters between the parts of a name: van der, bint, y. */
    private static final String SMALL_PARTS =
            "de|van|von|der|den|la|las|los|le|el|al|del|della|di|da|do|dos|das|du|bin|bint|ibn|ben|ter|ten|te|zu|af|av|y|e";

    private static final Set<String> PARTICLES = Set.of(SMALL_PARTS.split("\\|"));

    private static final String PARTICLE =
            "(?:(?:" + SMALL_PARTS + ")[ \\t]+){0,2}(?:(?:al|el|ul|as|ad|an|ash|bin)-|[dl]['\\u2019])?";
    private static final String WORDS_OF_NAME = WORD + "(?:[ \\t]+" + PARTICLE + WORD + "){0,3}";
    private static final String NAME = "(" + WORDS_OF_NAME + ")";

    private static final PrefilteredPattern TITLED = PrefilteredPattern.capitalised(
            "(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Nurse|Doctor|Professor|MR|MRS|MS|DR"
                    + "|Sister|Surgeon|Resident|President|Governor|Mayor|Minister|Chancellor|Officer|Detective|Coach|Uncle|Aunt|Lord|Lady"
                    + "|Senator|Judge|Captain|Sergeant|Frau|Herr|Mme|Monsieur|Se\u00f1ora?|Sra?|Sheikh|Imam|Rabbi|Reverend|Rev|Pastor|Inspector|Constable"
                    + "|Colonel|Lieutenant|Sgt|Capt|Cllr|Dame|Princess|Sultan|mr|mrs|ms|dr)(?![A-Za-z])\\.?["
                    + " \\t]+"
                    + "(" + PARTICLE + WORDS_OF_NAME + ")");

    private static final String ANNOUNCING =
            "patient(?:'s)?(?: full)? name|full name|first name|last name|surname|name|patient|contact(?: person)?"
                    + "|next of kin|guardian|spouse|husband|wife|father|mother|daughter|son|brother|sister|signed(?: by)?"
                    + "|seen by|dictated by|reviewed by|reported by|referred by|performed by|admitted by|accompanied by"
                    + "|consent from|attending|physician|consultant|cardholder|dear|regards|sincerely|hi|hello|thanks|cc"
                    + "|attn|attention|caregiver|pt|mom|mum|dad|twin [ab]|step(?:father|mother|son|daughter|brother|sister)"
                    + "|god(?:father|mother|son|daughter)|room-?mate|land(?:lord|lady)|boyfriend|girlfriend|fianc\u00e9e?"
                    + "|friend|colleague|co-?worker|baby-?sitter|nanny|worker|translator|nephew|niece|aunt|uncle|cousin"
                    + "|grandson|granddaughter|grandfather|grandmother|neighbou?r|partner|in-law|interpreter(?: for)?"
                    + "|guarantor|caller|teacher|proxy|practitioner|rn|informant|i am|i'm|named|alias|a\\.?k\\.?a\\.?|id'd as|crna|sw|np|keyworker|therapist|pharmacist|dietitian|chaplain|driver|sitter|领队|called|call me|this is"
                    + "|my name is|subject";

    /** A colon, "is" or nothing between the word and the name. */
    private static final String BETWEEN = "(?i:[ \\t]*(?:name)?[ \\t]*(?:is|was|:|,|-|=)?[ \\t]*)[\\r\\n]{0,3}";

    private static final PrefilteredPattern ANNOUNCED = PrefilteredPattern.capitalised(
            "(?:(?<![A-Za-z])(?=[A-Za-z])(?i:(?:" + ANNOUNCING + "))(?![A-Za-z])" + BETWEEN + ")" + NAME);

    private static final PrefilteredPattern PAIR =
            PrefilteredPattern.capitalised("(?<![A-Za-z\u00c0-\u024f0-9])(" + WORD + ")[ \\t]+(?:" + WORD
                    + "[ \\t]+)?" + PARTICLE + "(" + WORD
                    + ")(?![\\p{L}\\d&&[^\\p{IsHan}]])");

    private static final Pattern AMONG = Pattern.compile("[,;]? \\p{Ll}{2}|[.?!]");

    /** What goes on after two words of a name: al-Sayed, y Zapata. */
    private static final Pattern MORE = Pattern.compile("(?:[ \\t]+(?!" + WORD + ")" + PARTICLE + WORD + "){1,2}");

    /** What follows a name at the start of a history, and what stands before one that nothing else announces. */
    private static final PrefilteredPattern AGED =
            PrefilteredPattern.capitalised(NAME + "(?:,| is| was|, who is)? an? (?:\\d{1,3}|[a-z]+)[- ]years?[- ]old");

    /** Name: OKAFOR, CHIDI J. */
    private static final PrefilteredPattern PARTED = PrefilteredPattern.capitalised(
            "(?<![A-Za-z])(?i:name|patient|pt)[ \\t]*[:#][ \\t]*(\\p{Lu}[\\p{Lu}'-]{1,24},"
                    + " ?\\p{Lu}[\\p{Lu}'-]{1,24}(?: \\p{Lu}(?![\\p{L}]))?)(?![\\p{L}])");

    private static final PrefilteredPattern RELATED = PrefilteredPattern.capitalised(
            "(?<![A-Za-z])(?:from|with|by|to|for|and|of) (" + WORD + "[ \\t]+" + WORD + ")(?![A-Za-z])");

    private static final PrefilteredPattern SINGLE = PrefilteredPattern.capitalised(
            "(?<![A-Za-z\u00c0-\u024f0-9])(\\p{Lu}[\\p{Ll}]{2,14})(?![\\p{L}]|['\\u2019]t)");

    /** O'Brien, McAllister, Jean-Pierre: each has two capitals. */
    private static final PrefilteredPattern COMPOUND = PrefilteredPattern.capitalised(
            "(?<![\\p{L}\\d'\u2019-])((?:[OD]['\u2019]|Mac|Mc)\\p{Lu}\\p{Ll}{2,14}|\\p{Lu}\\p{Ll}{1,14}-\\p{Lu}\\p{Ll}{2,14})"
                    + "(?![\\p{L}\\d-])");

    /** A word with a letter that English has not. */
    private static final PrefilteredPattern FOREIGN = PrefilteredPattern.capitalised(
            "(?<![\\p{L}\\d'\u2019-])(?=\\p{L}{0,14}[\u00c0-\u024f])(\\p{Lu}\\p{Ll}{2,14})(?![\\p{L}\\d-])");

    /** The same in the middle of a sentence, with no other capital beside it: there a word has none unless it is a name. */
    private static final PrefilteredPattern AMONG_SMALL = PrefilteredPattern.capitalised(
            "(?<=\\p{Ll}{2}[,;]? )(\\p{Lu}[\\p{Ll}]{2,14})(?=[ ,.;?!)\\n'\u2019]|$)(?! \\p{Lu})(?![.]\\p{L})");

    /** Endings of nouns and adjectives that names hardly have. */
    private static final Pattern TERM_END = Pattern.compile(
            "(?:tion|sion|osis|itis|emia|uria|ectomy|otomy|ostomy|scopy|graphy|ology|opathy|plasty|ular|ical|olic|onic|otic|itic"
                    + "|ment|ness|ency|ancy|ility|ivity|able|ible|ally|ously|ively|lling|tting|pping)$");

    private static final Pattern TERM = Pattern.compile(
            "(?:'s)?(?: and \\p{Lu}\\p{Ll}+| \\p{Lu}\\p{Ll}+)?[ -](?:disease|syndrome|lymphoma|thyroiditis|palsy|fracture"
                    + "|signs?|catheter|block|scale|score|stage|staging|criteria|classification|test|reflex|ulcer|contracture|phenomenon|cells?|bodies"
                    + "|body|stain|hump|lines?|fissures?|cave|cyst|fascia|duct|glands?|hernia|pouch|space|law|rule|monitor|pump|protocol|regimen|technique|procedure|maneuver|manoeuvre|position|tube|drain|esophagus|encephalopathy|murmur|node|nodes|nodule|angle"
                    + "|index|formula|equation|dementia|chorea|anemia|tumou?r|sarcoma|purpura|nephritis|arteritis|arthropathy|trial|virus)(?!\\p{L})");

    /** The second half of Stevens-Johnson. */
    private static final Pattern HALF = Pattern.compile("-\\p{Lu}\\p{Ll}+");

    private static final Pattern PLACE_BEFORE =
            Pattern.compile("(?<!\\p{L})(?:Mount|Mt\\.?|Lake|Cape|Fort|Port|Saint|New|North|South|East|West) $");

    /** As long as those are, with a blank. */
    private static final int PLACE_WORD = 7;

    /** Baker囊肿, Stanford A型, Wagner 3级, modified Fisher 4: a number that is no age, and what Chinese calls terms. */
    private static final Pattern TERM_OF_HAN = Pattern.compile(
            "[ ]?(?:氏|综合征|征|病|评分|量表|分[级期型类]|环|间隙|畸形|憩室|静脉|动脉|神经|线|点|法|试验|反射|体征|瘤|囊肿|骨折|脂肪垫|窦|隐窝|关节|指数|标准|造口|手术|术|导管|尿管|球囊"
                    + "|[A-E]?[ ]?型|[IVⅠⅡⅢⅣ]+[ ]?[级期型])");

    /** modified Fisher 4, Salter-Harris II: behind the name of a scale, and no age. */
    private static final Pattern GRADE = Pattern.compile("[ ]?(?:(?:I{1,3}|IV|V)(?![\\p{L}])"
            + "|\\d{1,3}(?:[.+]\\d{1,2})?(?!\\d|[:-]|/\\d+/|\\.\\d)(?!\\s?(?:岁|y|M\\b|F\\b|m\\b|f\\b|男|女)))");

    /** What stands behind the name of a term, and behind a person's as well, where that has a given name before it. */
    private static final Pattern TERM_BEHIND_ONE =
            Pattern.compile(" (?:lactate|solution|forceps|clamp|retractor|grade|grading"
                    + "|nomogram|agar|medium|technique|triad|sphincter|ligament|tremor|fonts?)(?!\\p{L})");

    /** How far into its typeface the name Roman stands. */
    private static final int TYPEFACE = "Times New ".length();

    /** "First name, Last name:" is a form's. */
    private static final Pattern LABEL = Pattern.compile("[ _-]?(?i:name)(?!\\p{L})");

    private static final Pattern HOUSE = Pattern.compile(
            "(?:'s)?(?: \\p{Lu}\\p{Ll}+){0,2} (?:Hospital|Medical|Health|Clinic|Church|School|Parish)(?!\\p{L})");

    @Override
    public void find(String text, Spans spans) {
        if (text.chars().noneMatch(Character::isUpperCase)) {
            return;
        }
        after(TITLED, true, text, spans);
        after(ANNOUNCED, false, text, spans);
        after(AGED, false, text, spans);
        PARTED.addTo(spans, "NAME", RANK, text, name -> true);
        RELATED.addTo(
                spans,
                "NAME",
                RANK,
                text,
                pair -> nameEnd(text, pair.start(1), pair.end(1), false) == pair.end(1) && isLikely(pair.group(1)));
        pairs(text, spans);
        words(AMONG_SMALL, text, spans, word -> LatinNames.isNameAndWord(lower(word)));
        words(COMPOUND, text, spans, LatinNameFinder::isCompound);
        words(FOREIGN, text, spans, word -> !NameWords.isNoName(lower(word)));
        words(SINGLE, text, spans, word -> LatinNames.isNameAlone(lower(word)));
    }

    private static void words(PrefilteredPattern form, String text, Spans spans, Predicate<String> isName) {
        form.addTo(
                spans,
                "NAME",
                RANK,
                text,
                word -> isName.test(word.group(1))
                        && !isEponym(word.group(1))
                        && !isTerm(text, word.start(), word.end()));
    }

    /** Parkinson, Harvey-Bradshaw: of two halves one is enough. */
    static boolean isEponym(String word) {
        return anyPart(word, NameWords::isEponym);
    }

    private static boolean anyPart(String word, Predicate<String> is) {
        return Stream.of(lower(word).split("['\u2019-]")).anyMatch(is);
    }

    private static void pairs(String text, Spans spans) {
        PrefilteredPattern.Matches pairs = PAIR.in(text);
        int from = 0;
        while (pairs.find(from)) {
            MatchResult pair = pairs.match();
            boolean two = pair.start(2) == pair.end(1) + 1;
            if ((isPair(pair.group(1), pair.group(2)) || (two && isGivenFirst(text, pair)))
                    && !isTerm(text, pair.start(), pair.end())) {
                boolean possessive =
                        "'\u2019".indexOf(text.charAt(pair.end() - 2)) >= 0 && text.charAt(pair.end() - 1) == 's';
                Matcher more = MORE.matcher(text).region(pair.end(), text.length());
                int end = more.lookingAt() ? more.end() : pair.end() - (possessive ? 2 : 0);
                spans.add("NAME", pair.start(), end, RANK);
                from = Math.max(end, pair.end());
            } else {
                from = pair.end(1);
            }
        }
    }

    /** Of two halves, each may be a name and one is; a half with an apostrophe or a prefix is a name's alone. */
    private static boolean isCompound(String word) {
        int hyphen = word.indexOf('-');
        if (hyphen < 0) {
            return !NameWords.isNoName(lower(word));
        }
        String first = lower(word.substring(0, hyphen));
        String last = lower(word.substring(hyphen + 1));
        return LatinNames.mayBeName(first)
                && LatinNames.mayBeName(last)
                && (LatinNames.isNameAlone(first) || LatinNames.isNameAlone(last));
    }

    /** Whether a term of medicine or the name of a house is what goes on after a word: Bell palsy, St. Luke Medical Center. */
    static boolean isTerm(String text, int start, int nameEnd) {
        Matcher half = HALF.matcher(text).region(nameEnd, text.length());
        int end = half.lookingAt() ? half.end() : nameEnd;
        if (PLACE_BEFORE
                .matcher(text)
                .region(Math.max(0, start - PLACE_WORD), start)
                .find()) {
            return true;
        }
        Matcher term = TERM.matcher(text).region(end, text.length());
        if (term.lookingAt()) {
            return true;
        }
        if (TERM_OF_HAN.matcher(text).region(end, text.length()).lookingAt()
                || (GRADE.matcher(text).region(end, text.length()).lookingAt()
                        && anyPart(text.substring(start, end), NameWords::mayBeEponym))) {
            return true;
        }
        if (text.startsWith("Times New Roman", start - TYPEFACE)) {
            return true;
        }
        if (TERM_BEHIND_ONE.matcher(text).region(end, text.length()).lookingAt() && !hasGiven(text, start, end)) {
            return true;
        }
        return start >= 4
                && text.startsWith("St. ", start - 4)
                && HOUSE.matcher(text).region(end, text.length()).lookingAt();
    }

    /** Whether several words begin with a given name. */
    private static boolean hasGiven(String text, int start, int end) {
        String first = text.substring(start, end).split("[ \\t]", 2)[0];
        return first.length() < end - start && NameWords.isGiven(lower(first));
    }

    /** @param titled whether the first word is a name in any case */
    private static void after(PrefilteredPattern pattern, boolean titled, String text, Spans spans) {
        pattern.each(text, found -> {
            int start = found.start(1);
            int end = nameEnd(text, start, found.end(1), titled);
            if (end > start && !LABEL.matcher(text).region(end, text.length()).lookingAt()) {
                spans.add("NAME", start, end, RANK);
            }
        });
    }

    /** Where a run of capitalised words stops being a name. */
    private static int nameEnd(String text, int start, int end, boolean titled) {
        int at = start;
        int last = start;
        while (at < end) {
            int word = at;
            while (word < end && !Character.isWhitespace(text.charAt(word))) {
                word++;
            }
            String bare = text.substring(at, word);
            boolean free = PARTICLES.contains(bare) || (at == start && (titled || isBeforeName(text, bare, word, end)));
            if (NameWords.isNoName(lower(bare)) || (isUpper(bare) && !isLongName(bare)) || !(free || mayBeName(bare))) {
                break;
            }
            last = PARTICLES.contains(bare) ? last : word;
            at = word;
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return last;
    }

    /** A word that is one part of a name since the next is no word at all: Blessing Chukwu. */
    private static boolean isBeforeName(String text, String word, int from, int end) {
        String next = text.substring(Math.min(from + 1, end), end).split("[ \\t]", 2)[0];
        return isTitleCase(word) && isTitleCase(next) && isNoWord(next) && mayBeName(next);
    }

    /** Abbreviations such as CT and COPD; an initial is none. */
    private static boolean isUpper(String word) {
        return word.length() > 2 && word.equals(word.toUpperCase(Locale.ROOT)) && !Surnames.isLatin(word);
    }

    /** Longer than abbreviations are, and no word: MCALLISTER. */
    private static boolean isLongName(String word) {
        return word.length() > LONGEST_ABBREVIATION && isNoWord(word);
    }

    /** A part of a name; of one with a hyphen, one half is enough. */
    private static boolean mayBeName(String word) {
        for (String part : lower(word).split("['\u2019-]")) {
            if (part.length() < 3 || LatinNames.mayBeName(part)) {
                return true;
            }
        }
        return false;
    }

    /** Of two words that may be names: one is a given name, or no word of English. */
    private static boolean isLikely(String pair) {
        String[] words = pair.split("[ \\t]+");
        return NameWords.isGiven(lower(words[0])) || isNoWord(words[0]) || isNoWord(words[words.length - 1]);
    }

    private static boolean isNoWord(String word) {
        return !LatinNames.isWordOfEnglish(lower(word));
    }

    /** A given name, and a word that may be a family name for once: James Flowers, and among small words Victor Strong. */
    private static boolean isGivenFirst(String text, MatchResult pair) {
        String first = lower(pair.group(1));
        if (!NameWords.isGiven(first)
                || !isTitleCase(pair.group(1))
                || !isTitleCase(pair.group(2))
                || NameWords.isNoName(lower(pair.group(2)))
                || TERM_END.matcher(lower(pair.group(2))).find()) {
            return false;
        }
        return !NameWords.isWordToo(first)
                || AMONG.matcher(text).region(pair.end(), text.length()).lookingAt();
    }

    private static boolean isPair(String first, String last) {
        String one = lower(first);
        String other = lower(last);
        if (NameWords.isNoName(one) || NameWords.isNoName(other)) {
            return false;
        }
        boolean titleCase = isTitleCase(first)
                && isTitleCase(last)
                && mayBeName(first)
                && mayBeName(last)
                && (isNoWord(first) || isNoWord(last))
                && !TERM_END.matcher(one).find()
                && !TERM_END.matcher(other).find();
        return (NameWords.isGiven(one) && (isNoWord(first) || mayBeName(last)))
                || titleCase
                || LatinNames.isPinyin(one, other)
                || (LatinNames.isPinyin(other, one) && one.length() > 2);
    }

    /** A capital and small letters: in the prose of a clinic, two such words together are most often a name. */
    private static boolean isTitleCase(String word) {
        return word.length() > 1
                && Character.isUpperCase(word.charAt(0))
                && word.chars().skip(1).anyMatch(Character::isLowerCase);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT).replace(".", "");
    }
}
