package dev.weir.quality.functions;

import dev.weir.privacy.validate.BankCardNumber;
import dev.weir.privacy.validate.MobileNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import dev.weir.privacy.validate.SocialCreditCode;
import java.text.Normalizer;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What the SQL functions of {@link WeirFunctions} do, on Spark's own text. Public because the code that Spark generates
 * calls it; no other code needs to.
 */
public final class TextFunctions {

    private TextFunctions() {}

    /**
     * Whether the text is a valid resident identity number (居民身份证号码).
     *
     * @param asOf the last day on which its holder may have been born, in days since 1970-01-01
     */
    public static boolean isResidentId(UTF8String text, int asOf) {
        return ResidentIdentity.isValid(text.getBytes(), asOf);
    }

    /** Whether the text is a mobile number of the mainland (手机号码). */
    public static boolean isMobileCn(UTF8String text) {
        return MobileNumber.isValid(text.getBytes());
    }

    /** Whether the text is a unified social credit code (统一社会信用代码). */
    public static boolean isSocialCreditCode(UTF8String text) {
        return SocialCreditCode.isValid(text.getBytes());
    }

    /** Whether the text is a bank card's number (银行卡号). */
    public static boolean isBankCard(UTF8String text) {
        return BankCardNumber.isValid(text.getBytes());
    }

    /** Whether the text is a LOINC code with the right check digit. */
    public static boolean isLoinc(UTF8String text) {
        return LoincCode.isValid(text.toString());
    }

    /** Whether the text has the form of a UCUM unit. */
    public static boolean hasUcumForm(UTF8String text) {
        return UcumForm.isValid(text.toString());
    }

    /** The text in Unicode's compatibility composition (NFKC, UAX 15): full-width forms become plain ones. */
    public static UTF8String nfkc(UTF8String text) {
        // one byte for each character means ASCII, which NFKC leaves alone
        if (text.numBytes() == text.numChars()) {
            return text;
        }
        String string = text.toString();
        return Normalizer.isNormalized(string, Normalizer.Form.NFKC)
                ? text
                : UTF8String.fromString(Normalizer.normalize(string, Normalizer.Form.NFKC));
    }
}
