// The emoji shortcodes people meet here; others are shown as they are written.

const NAMES = `+1 👍 -1 👎 thumbsup 👍 thumbsdown 👎 wave 👋 clap 👏 raised_hands 🙌 pray 🙏 ok_hand 👌 point_right 👉 point_left 👈
point_down 👇 point_up ☝️ muscle 💪 handshake 🤝 eyes 👀 brain 🧠 speech_balloon 💬 thought_balloon 💭 smile 😄 smiley 😃 grinning 😀
grin 😁 joy 😂 slightly_smiling_face 🙂 wink 😉 blush 😊 thinking_face 🤔 neutral_face 😐 confused 😕 worried 😟 cry 😢 sob 😭
sweat_smile 😅 heart ❤️ broken_heart 💔 star ⭐ sparkles ✨ fire 🔥 tada 🎉 rocket 🚀 bulb 💡 memo 📝 pencil 📝 pencil2 ✏️ books 📚
book 📖 bookmark 🔖 link 🔗 paperclip 📎 pushpin 📌 round_pushpin 📍 mag 🔍 lock 🔒 unlock 🔓 key 🔑 bell 🔔 no_bell 🔕 calendar 📅
date 📅 clock1 🕐 hourglass ⌛ hourglass_flowing_sand ⏳ stopwatch ⏱️ alarm_clock ⏰ chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋 file_folder 📁 inbox_tray 📥 outbox_tray 📤 envelope ✉️ email ✉️ package 📦
question ❓ grey_question ❔ exclamation ❗ warning ⚠️ no_entry ⛔ x ❌ white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️
information_source ℹ️ arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 repeat 🔁 heavy_plus_sign ➕
heavy_minus_sign ➖ red_circle 🔴 large_green_circle 🟢 large_yellow_circle 🟡 large_blue_circle 🔵 white_circle ⚪ black_circle ⚫
small_blue_diamond 🔹 large_blue_square 🟦 white_large_square ⬜ black_large_square ⬛ gear ⚙️ wrench 🔧 hammer 🔨 computer 💻
iphone 📱 camera 📷 art 🎨 performing_arts 🎭 busts_in_silhouette 👥 bust_in_silhouette 👤 people_hugging 🫂 family 👪 office 🏢
house 🏠 globe_with_meridians 🌐 earth_africa 🌍 sunny ☀️ zzz 💤 coffee ☕ seedling 🌱 dart 🎯 trophy 🏆 medal 🏅 zap ⚡ lightning ⚡
robot_face 🤖 ghost 👻 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ moneybag 💰
heavy_dollar_sign 💲 credit_card 💳 scales ⚖️ shield 🛡️ test_tube 🧪 microscope 🔬 compass 🧭 world_map 🗺️ label 🏷️ gift 🎁`.split(/\s+/);

const BY_NAME = new Map();
for (let i = 0; i + 1 < NAMES.length; i += 2) BY_NAME.set(NAMES[i], NAMES[i + 1]);

export const emoji = (name) => BY_NAME.get(name) || null;
