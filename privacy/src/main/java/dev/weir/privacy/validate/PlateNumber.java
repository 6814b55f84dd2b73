package dev.weir.privacy.validate;

/**
 * Plates of vehicles of the mainland (机动车号牌) by GA 36-2018: a province, a letter of its authority, and five characters, six of
 * vehicles with new energy (新能源). What people put between the letter and the rest is a middle dot, a full stop, a blank or a hyphen.
 */
public final class PlateNumber {

    /** As a regular expression, in capitals. */
    public static final String FORM = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][ .\u00b7-]?(?:\\d{5}[DABCEFGHJK]"
            + "|[DABCEFGHJK][A-HJ-NP-Z0-9]\\d{4}|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳使领])";

    private PlateNumber() {}
}
