/** Headlines in many languages, for the tests of cards. */

/** What can be drawn right: a line meaning “one clock for a whole country”, or close to it, by language. */
export const drawable: readonly (readonly [lang: string, headline: string])[] = [
  ['en', 'One clock for a whole country – 5 zones, “one” time'],
  ['fr', 'Une seule horloge pour tout un pays, à l’œil nu'],
  ['de', 'Eine Uhr für ein ganzes Land: größer als üblich'],
  ['es', '¿Un solo reloj para todo un país? ¡Sí, señor!'],
  ['pt', 'Um só relógio para todo o país: não é exceção'],
  ['it', 'Un solo orologio per tutto il paese: perché così'],
  ['nl', 'Eén klok voor een heel land, geïllustreerd'],
  ['pl', 'Jeden zegar dla całego kraju: źdźbło, żółć, łąka'],
  ['cs', 'Jedny hodiny pro celou zemi: příliš žluťoučký kůň'],
  ['hu', 'Egy óra az egész országnak: árvíztűrő tükörfúró'],
  ['ro', 'Un singur ceas pentru întreaga țară: știință'],
  ['tr', 'Bütün ülke için tek saat: İstanbul’da ışığın çağı'],
  ['is', 'Ein klukka fyrir heilt land: þjóð, ævi og öxi'],
  ['lv', 'Viens pulkstenis visai valstij: ģeogrāfija, ķīmija, ņemšana'],
  ['lt', 'Vienas laikrodis visai šaliai: ąžuolas, ėjimas, ūkis'],
  ['mt', 'Arloġġ wieħed għal pajjiż sħiħ: ċavetta, żmien'],
  ['vi', 'Một chiếc đồng hồ cho cả nước: giờ Bắc Kinh ở khắp nơi'],
  ['el', 'Ένα ρολόι για μια ολόκληρη χώρα: ΰ και Ώρα'],
  ['ru', 'Одни часы на всю страну: подъём в шесть, ещё темно'],
  ['uk', 'Один годинник на всю країну: ґанок, їжак, єдність'],
  ['sr', 'Један сат за целу земљу: џеп, ђак, њива, љуљашка'],
  ['zh-Hans', '为什么全中国用同一个钟？“北京时间”与五个时区'],
  ['zh-Hant', '為什麼全中國用同一個鐘？「北京時間」與五個時區'],
  ['ja', 'なぜ中国全土で一つの時計を使うのか、「北京時間」のしくみ'],
  ['ja', '二つの書体にある記号🉀🈝'],
  ['ko', '왜 중국 전체가 하나의 시계를 쓰는가'],
];

/** Emoji with skin tones, joined ones, flags, keycaps, and one that is a sign of text too. */
export const emoji = ['😀', '👍🏽', '👩‍🚀', '🇨🇳', '🏴‍☠️', '1️⃣', '❤️', '🧑‍🤝‍🧑'];

/** What no font here draws right: scripts that join, stack or reorder, marks without a letter of their own. */
export const undrawable: readonly (readonly [lang: string, headline: string])[] = [
  ['ar', 'ساعة واحدة لبلد بأكمله'],
  ['fa', 'یک ساعت برای یک کشور'],
  ['ur', 'پورے ملک کے لیے ایک گھڑی'],
  ['he', 'שעון אחד לארץ שלמה'],
  ['hi', 'पूरे देश के लिए एक घड़ी'],
  ['bn', 'পুরো দেশের জন্য একটি ঘড়ি'],
  ['ta', 'ஒரு நாட்டிற்கு ஒரே கடிகாரம்'],
  ['th', 'นาฬิกาเดียวสำหรับทั้งประเทศ'],
  ['km', 'នាឡិកាមួយសម្រាប់ប្រទេសទាំងមូល'],
  ['my', 'နိုင်ငံတစ်ခုလုံးအတွက် နာရီတစ်လုံး'],
  ['ka', 'ერთი საათი მთელი ქვეყნისთვის'],
  ['hy', 'Մեկ ժամացույց ամբողջ երկրի համար'],
  ['am', 'ለመላው አገር አንድ ሰዓት'],
  ['bo', 'རྒྱལ་ཁབ་ཡོངས་ལ་ཆུ་ཚོད་གཅིག'],
  ['ug', 'پۈتۈن دۆلەتكە بىر سائەت'],
  ['mn-Mong', 'ᠨᠢᠭᠡ ᠴᠠᠭ'],
  ['en', 'A mark without a letter: n\u0308\u0323'],
  ['en', 'A private sign \ue000'],
  ['en', 'A flag that is none \u{1F1E6}\u{1F1E6}'],
  ['en', 'Rare \u{2A6A5}'],
];
