package dev.weir.privacy.mask.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.kind.Generalisation.Area.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "广东省深圳市南山区科技园路1号, 广东省, 广东省深圳市, 广东省深圳市南山区",
        "广东深圳南山区科技园路1号, 广东省, 广东省深圳市, 广东省深圳市南山区",
        "深圳市南山区, 广东省, 广东省深圳市, 广东省深圳市南山区",
        "中国 广东省 深圳市 南山区, 广东省, 广东省深圳市, 广东省深圳市南山区",
        "'广东省，深圳市，南山区', 广东省, 广东省深圳市, 广东省深圳市南山区",
        "北京市海淀区中关村大街27号, 北京市, 北京市, 北京市海淀区",
        "北京市北京市海淀区, 北京市, 北京市, 北京市海淀区",
        "北京市市辖区东城区, 北京市, 北京市, 北京市东城区",
        "上海浦东新区世纪大道100号, 上海市, 上海市, 上海市浦东新区",
        "重庆市石柱土家族自治县, 重庆市, 重庆市, 重庆市石柱土家族自治县",
        "天津市河北区中山路, 天津市, 天津市, 天津市河北区",
        "吉林省吉林市昌邑区, 吉林省, 吉林省吉林市, 吉林省吉林市昌邑区",
        "吉林市昌邑区, 吉林省, 吉林省吉林市, 吉林省吉林市昌邑区",
        "吉林省延边朝鲜族自治州延吉市, 吉林省, 吉林省延边朝鲜族自治州, 吉林省延边朝鲜族自治州延吉市",
        "内蒙古自治区锡林郭勒盟锡林浩特市, 内蒙古自治区, 内蒙古自治区锡林郭勒盟, 内蒙古自治区锡林郭勒盟锡林浩特市",
        "内蒙古通辽科尔沁左翼中旗, 内蒙古自治区, 内蒙古自治区通辽市, 内蒙古自治区通辽市科尔沁左翼中旗",
        "新疆维吾尔自治区喀什地区疏附县, 新疆维吾尔自治区, 新疆维吾尔自治区喀什地区, 新疆维吾尔自治区喀什地区疏附县",
        "新疆乌鲁木齐市新市区, 新疆维吾尔自治区, 新疆维吾尔自治区乌鲁木齐市, 新疆维吾尔自治区乌鲁木齐市新市区",
        "山东省济宁市市中区, 山东省, 山东省济宁市, 山东省济宁市市中区",
        "湖南省常德市津市市, 湖南省, 湖南省常德市, 湖南省常德市津市市",
        "黑龙江省哈尔滨市道里区, 黑龙江省, 黑龙江省哈尔滨市, 黑龙江省哈尔滨市道里区",
        "海南藏族自治州共和县, 青海省, 青海省海南藏族自治州, 青海省海南藏族自治州共和县",
        "湖北省仙桃市, 湖北省, 湖北省仙桃市, 湖北省仙桃市",
        "广东省东莞市, 广东省, 广东省东莞市, 广东省东莞市",
        "江苏省昆山市, 江苏省, 江苏省, 江苏省",
        "深圳市科技园小区12号, 广东省, 广东省深圳市, 广东省深圳市",
        "深圳市人民路幸福小区, 广东省, 广东省深圳市, 广东省深圳市",
        "深圳市大超市, 广东省, 广东省深圳市, 广东省深圳市",
        "广东省, 广东省, 广东省, 广东省",
        "广东, 广东省, 广东省, 广东省",
        "香港特别行政区湾仔区, 香港特别行政区, 香港特别行政区, 香港特别行政区湾仔区",
        "香港湾仔区, 香港特别行政区, 香港特别行政区, 香港特别行政区湾仔区",
        "澳門特別行政區, 澳门特别行政区, 澳门特别行政区, 澳门特别行政区",
        "臺灣省臺北市大安區, 台湾省, 台湾省台北市, 台湾省台北市大安区",
        "台中市, 台湾省, 台湾省台中市, 台湾省台中市"
    })
    void saysTheAreaOfAnAddress(String address, String province, String city, String district) {
        assertThat(area(Level.PROVINCE, address)).isEqualTo(province);
        assertThat(area(Level.CITY, address)).isEqualTo(city);
        assertThat(area(Level.DISTRICT, address)).isEqualTo(district);
    }

    @ParameterizedTest
    @CsvSource({
        "北京路12号",
        "重庆南路100号淮海小区",
        "家住广东省深圳市",
        "'Room 5, Nanshan, Shenzhen, Guangdong'",
        "南山区科技园路1号",
        "张三",
        "518057",
        "''"
    })
    void releasesNothingOfWhatItDoesNotUnderstand(String address) {
        for (Level level : Level.values()) {
            assertThat(area(level, address)).isEqualTo("[ADDR]");
        }
    }

    private static String area(Level level, String address) {
        byte[] utf8 = address.getBytes(StandardCharsets.UTF_8);
        return new String(new AreaMask(level, Redaction.constant("ADDR")).mask(utf8), StandardCharsets.UTF_8);
    }
}
