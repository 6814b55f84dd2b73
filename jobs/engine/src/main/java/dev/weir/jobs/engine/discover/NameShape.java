package dev.weir.jobs.engine.discover;

import dev.weir.privacy.validate.Surnames;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text may be a name by its letters: it begins with a capital and goes on in small letters, as names of people do in
 * every language that has both, is written in kana, Hangul, Thai or any other script that words of forms are not, or is how colleagues are called in Chinese. Words that forms offer, such as {@code Male} and {@code Positive}, are none.
 */
final class NameShape {

    /** HBsAg is none, and no stage that is numbered in Roman. */
    private static final Pattern FORM = Pattern.compile(
            "(?=.{3})(?!.* (?:I{2,3}|IV|VI{0,3}|IX)[ABab]?$)(?!\\p{Lu}{2,}\\p{Ll}+\\p{Lu})\\p{Lu}\\p{L}*\\p{Ll}\\p{L}*(?:[ .'\u2019-]+\\p{L}+)*\\.?");

    /** Letters of scripts that units, codes and words of forms are not written in here. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "[\\p{L}&&[^\\p{IsLatin}\\p{IsGreek}\\p{IsHan}\\p{IsCommon}\\p{IsHiragana}\\p{IsKatakana}]]");

    private static final Pattern KANA = Pattern.compile("[\\u3041-\\u30ff]");

    private static final String CALLS = "小老";

    private static final Set<String> OFFERED = Set.of(
            ("male female other unknown yes no none true false positive negative normal abnormal high low mild moderate"
                            + " severe never former current left right both present absent active inactive final"
                            + " preliminary completed cancelled pending emergency urgent elective inpatient outpatient"
                            + " home alive dead deceased single married divorced widowed oral tablet capsule injection"
                            + " infusion daily weekly monthly monday tuesday wednesday thursday friday saturday sunday"
                            + " cardiology oncology surgery neurology pediatrics radiology urology dermatology psychiatry"
                            + " gynecology obstetrics orthopedics ophthalmology hematology nephrology pathology")
                    .split(" "));

    private NameShape() {}

    static boolean is(String text) {
        return isCalled(text)
                || KANA.matcher(text).find()
                || ELSEWHERE.matcher(text).find()
                || (FORM.matcher(text).matches() && !OFFERED.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether a text has letters of a script in which nothing looks for names inside texts: Hangul, kana, Arabic, Thai and others. */
    static boolean isUnsearched(String text) {
        return KANA.matcher(text).find() || ELSEWHERE.matcher(text).find();
    }

    /** As colleagues are called: 小王, 老李, 阿珍; a surname alone. */
    static boolean isCalled(String text) {
        if (text.length() == 1) {
            return Surnames.isSingle(text.charAt(0));
        }
        return text.length() == 2
                && ((CALLS.indexOf(text.charAt(0)) >= 0 && Surnames.isSingle(text.charAt(1)) && text.charAt(1) != '年')
                        || text.charAt(0) == '阿');
    }
}
