package dev.weir.privacy.validate;

import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Numbers of mobile devices (IMEI): 15 digits with Luhn's check digit. One number in ten passes by chance. */
public final class DeviceNumber {

    private static final int LENGTH = 15;

    private DeviceNumber() {}

    /** Whether the text is a number with the right check digit; nothing is trimmed. */
    public static boolean isValid(String text) {
        return text.length() == LENGTH && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(text);
    }
}
