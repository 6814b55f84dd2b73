package dev.weir.privacy.detect;

import dev.weir.privacy.validate.Surnames;
import java.util.Locale;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names in Latin letters: after titles and words that announce one, after common given names, and Chinese names in
 * pinyin.
 */
final class LatinNameFinder implements Finder {

    private static final int RANK = 400;

    private static final String WORD = "\\p{Lu}(?:\\p{L}|['\\u2019](?=\\p{L})|-(?=\\p{L})|(?<=\\b\\p{Lu})\\.){0,24}";
    private static final String NAME = "(" + WORD
            + "(?:[ \\t]+(?:(?:de|van|von|der|la|del|bin|al|da|di) ){0,2}" + WORD + "){0,3})";

    private static final Pattern TITLED = Pattern.compile(
            "\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Nurse|Doctor|Professor|MR|MRS|MS|DR"
                    + "|Sister|Surgeon|Resident)\\b\\.?[ \\t]+"
                    + NAME);

    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?:(?i:\\b(?:patient(?:'s)?(?: full)? name|full name|first name|last name|surname|name|patient|contact(?: person)?"
                    + "|next of kin|guardian|spouse|husband|wife|father|mother|daughter|son|brother|sister|signed(?: by)?|seen by"
                    + "|dictated by|reviewed by|reported by|referred by|performed by|admitted by|accompanied by|consent from|attending"
                    + "|physician|consultant|cardholder|dear|regards|sincerely|hi|hello|thanks|cc|attn|attention|caregiver|informant"
                    + "|i am|i'm|named|called|call me|this is|my name is|subject))"
                    + "(?i:[ \\t]*(?:name)?[ \\t]*(?:is|was|:|,|-|=)?[ \\t]*)[\\n]?)"
                    + NAME);

    private static final Pattern PAIR = Pattern.compile("(?<![\\p{L}\\p{N}])(" + WORD
            + ")[ \\t]+(?:(?:" + WORD + ")[ \\t]+)?(" + WORD + ")(?![\\p{L}])");

    private static final Pattern SINGLE = Pattern.compile("(?<![\\p{L}\\p{N}])(\\p{Lu}[\\p{Ll}]{2,14})(?![\\p{L}])");

    /** One syllable of pinyin, near enough. */
    private static final String SYLLABLE = "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ueng"
            + "|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ui|un|uo|ue|ve|a|e|i|o|u|v)";
    private static final Pattern PINYIN = Pattern.compile("(?i)" + SYLLABLE + "(?:[-']?" + SYLLABLE + ")?");

    /** Given names of the English-speaking world that are hardly ever anything else. */
    private static final Set<String> GIVEN = Set.copyOf(List.of(("james john robert michael william david richard joseph thomas charles"
                    + " christopher daniel matthew anthony donald steven paul andrew joshua kenneth kevin brian george edward"
                    + " ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon"
                    + " benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry"
                    + " douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean"
                    + " austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne"
                    + " roy ralph randy eugene vincent russell elijah louis bobby philip johnny mary patricia jennifer linda"
                    + " elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna"
                    + " michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela"
                    + " shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet"
                    + " catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn"
                    + " judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice"
                    + " jean abigail alice julia judy sophia denise amber doris marilyn danielle beverly isabella theresa diana"
                    + " natalie brittany charlotte marie kayla alexis lori simon oliver harry lewis liam lucy sophie ella luke max"
                    + " oscar leo felix hugo ivan igor olga elena anton pierre jacques claire carlos luis miguel pedro antonio"
                    + " francisco manuel jorge ahmed mohammed muhammad ali omar fatima aisha priya raj anil sunil hans klaus jurgen"
                    + " stefan wolfgang ingrid astrid lars sven erik nils bjorn yuki kenji hiroshi akira"
                    + " tom jim bob bill mike dave steve chris matt tony dan ben sam nick ed fred ted greg jeff ken ron don tim")
            .split(" ")));

    /** Words that begin with a capital and are no part of a name. */
    private static final Set<String> NO_NAME = Set.copyOf(List.of(("the a an this that these those he she it they we i you his her their our my"
                    + " is was were are has had have will on in at of for and or but not no with from to by as if date time age sex male"
                    + " female mr mrs ms dr patient patients history physical exam assessment plan note notes report hospital clinic"
                    + " department ward unit room bed medical record number id phone tel mobile email address street road avenue"
                    + " diagnosis admission admitted discharge discharged follow seen denies reports presented presents complains"
                    + " january february march april may june july august september october november december monday tuesday wednesday"
                    + " thursday friday saturday sunday please thank thanks dear regards best sincerely contact emergency next labs"
                    + " blood pressure heart rate temperature allergies medications chief complaint past family social review systems"
                    + " university college school company inc ltd llc corp china beijing shanghai american english chinese name info information"
                    + " number card account credit order invoice status none unknown yes data safety consent care service services support")
            .split(" ")));

    @Override
    public void find(String text, Spans spans) {
        after(TITLED, text, spans);
        after(ANNOUNCED, text, spans);
        Matcher pair = PAIR.matcher(text);
        int from = 0;
        while (pair.find(from)) {
            if (isPair(pair.group(1), pair.group(2))) {
                spans.add("NAME", pair.start(), pair.end(), RANK);
                from = pair.end();
            } else {
                from = pair.end(1);
            }
        }
        Matcher single = SINGLE.matcher(text);
        while (single.find()) {
            if (GIVEN.contains(lower(single.group(1)))) {
                spans.add("NAME", single.start(), single.end(), RANK);
            }
        }
    }

    private static void after(Pattern pattern, String text, Spans spans) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int start = matcher.start(1);
            int end = nameEnd(text, start, matcher.end(1));
            if (end > start) {
                spans.add("NAME", start, end, RANK);
            }
        }
    }

    /** Where a run of capitalised words stops being a name. */
    private static int nameEnd(String text, int start, int end) {
        int at = start;
        int last = start;
        while (at < end) {
            int word = at;
            while (word < end && !Character.isWhitespace(text.charAt(word))) {
                word++;
            }
            String bare = text.substring(at, word);
            if (NO_NAME.contains(lower(bare)) || isUpper(bare)) {
                break;
            }
            last = word;
            at = word;
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return last;
    }

    /** Abbreviations such as CT and COPD; an initial is none. */
    private static boolean isUpper(String word) {
        return word.length() > 2 && word.equals(word.toUpperCase(Locale.ROOT)) && !Surnames.isLatin(word);
    }

    private static boolean isPair(String first, String last) {
        String one = lower(first);
        String other = lower(last);
        if (NO_NAME.contains(one) || NO_NAME.contains(other)) {
            return false;
        }
        return GIVEN.contains(one)
                || (Surnames.isLatin(one) && one.length() > 1 && PINYIN.matcher(other).matches() && other.length() > 1)
                || (Surnames.isLatin(other) && other.length() > 1 && PINYIN.matcher(one).matches() && one.length() > 2);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT).replace(".", "");
    }
}
