package dev.weir.privacy.validate;

import java.nio.charset.StandardCharsets;
import org.apache.commons.validator.routines.EmailValidator;

/** E-mail addresses (电子邮箱), as commons-validator knows them: with a domain under a known top level. */
public final class EmailAddress {

    /** No address is longer: 64 characters, the sign, 255 characters (RFC 5321, 4.5.3.1). */
    private static final int LONGEST = 320;

    private static final EmailValidator VALIDATOR = EmailValidator.getInstance();

    private EmailAddress() {}

    /** Whether the text is an address. */
    public static boolean isValid(byte[] utf8) {
        return hasSign(utf8) && isValid(new String(utf8, StandardCharsets.UTF_8));
    }

    /** As {@link #isValid(byte[])}. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && VALIDATOR.isValid(text);
    }

    /** Most texts that are no address end here, without becoming a String. */
    private static boolean hasSign(byte[] utf8) {
        for (byte b : utf8) {
            if (b == '@') {
                return true;
            }
        }
        return false;
    }
}
